/**
 * A text, or the bytes of one where they can be searched for words (as those of Node's `Buffer`
 * can).
 */
export interface Searchable {
  includes(word: string): boolean;
}

/**
 * Whether a Python file can hold anything of interest: it names a framework or what models and
 * their training are made of. A file that holds none of the words takes no part in any finding, in
 * itself or for another file.
 */
export function mayConcernModels(content: Searchable): boolean {
  return words.some((word) => content.includes(word));
}

/**
 * Whether a script, or the markup around one, can hold anything of interest. The library is often
 * not named: it is a global that another element of the page has loaded.
 */
export function scriptMayConcernModels(content: Searchable): boolean {
  return scriptWords.some((word) => content.includes(word));
}

const scriptWords: readonly string[] = ['tensorflow', 'tfjs', 'tf.', 'ropout', 'brain.js'];

/**
 * The first letter is left out where both cases occur, and so are endings: `ropout` is in
 * `AttentionDropout` too.
 */
const words: readonly string[] = [
  'torch',
  'jax',
  'flax',
  'haiku',
  'equinox',
  // Dropout, drop path, stochastic depth and their rates, as parts of other names too.
  'ropout',
  'DROPOUT',
  'rop_',
  'ropPath',
  'ropBlock',
  '_drop',
  'ayerdrop',
  'ayerDrop',
  'tochastic',
  'keep_prob',
  'keepProb',
  // Modules and their calls, where the framework is imported elsewhere.
  'nn.',
  'forward',
  'attention',
  'Attention',
  // The mode, who sets it, and training.
  '.eval',
  '.train',
  'train_mode',
  'training',
  'learning_phase',
  '_grad',
  'inference_mode',
  'state_dict',
  // Scripts that build, train and evaluate the models of other files.
  'optimizer',
  'epoch',
  'Trainer',
  'evaluate(',
  '_model(',
  'Net(',
  'Network(',
  'Model(',
  'model import',
  // Frameworks that are used without naming torch.
  'from_pretrained',
  'lightning',
  'transformers',
  'diffusers',
  'timm',
  'peft',
  'flash_attn',
  'xformers',
  'fastai',
  'ignite',
  'accelerate',
];
