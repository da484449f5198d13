import assert from 'node:assert/strict';
import test from 'node:test';
import { topics, variantCards } from '../../server/explain';

/** A claim of one of the five texts that the user gave us, in our own words, and where the product makes it. */
interface Claim {
  /** The number of the text, 0 to 4. */
  readonly text: 0 | 1 | 2 | 3 | 4;
  readonly claim: string;
  readonly topic: string;
  /** The section it stands in; the first lines of the page where there is none. */
  readonly under?: string;
  /** What the section must say. */
  readonly says: string | RegExp;
}

/** A statement that is wrong or loose as it stands in a text; the product says it right, and says that it is often misread. */
interface Misstatement {
  readonly text: 0 | 1 | 2 | 3 | 4;
  readonly wrong: string;
  /** The row of the page of misstatements: what is read, and what is right. */
  readonly read: RegExp;
  readonly right: RegExp;
  /** Where the right form is explained, and how. */
  readonly topic: string;
  readonly says: string | RegExp;
}

const claims: readonly Claim[] = [
  // What it is.
  at(
    0,
    'zeroes a random share of a layer in each training step',
    'what-dropout-is',
    undefined,
    "sets a random share p of a layer's outputs to zero",
  ),
  at(
    0,
    'at rate 0.5 half of the units are dropped',
    'what-dropout-is',
    'Common misstatements',
    'half on average',
  ),
  at(
    1,
    'each unit is dropped with probability p',
    'what-dropout-is',
    'How it works',
    'every unit is dropped with probability p',
  ),
  at(
    2,
    'some outputs of a layer are ignored at random',
    'what-dropout-is',
    undefined,
    'random share p',
  ),
  at(
    2,
    'a unit is removed with its connections, for a while only',
    'what-dropout-is',
    'How it works',
    'gives 0 to everything behind it',
  ),
  at(
    2,
    'the choice is new in every step',
    'what-dropout-is',
    undefined,
    'anew for every forward pass',
  ),
  at(
    3,
    'a share of the units is set to zero in each step',
    'what-dropout-is',
    undefined,
    'sets a random share p',
  ),
  at(
    3,
    'a unit goes with its incoming and outgoing connections',
    'what-dropout-is',
    'How it works',
    'no gradient flows back through it',
  ),
  at(
    4,
    'the picture of one layer in passes that follow each other',
    'what-dropout-is',
    'How it works',
    /`[●○]{4}`, `[●○]{4}`, `[●○]{4}`/u,
  ),
  at(
    4,
    'other units are missing in each forward pass',
    'what-dropout-is',
    'How it works',
    'independently of the others and of the passes before',
  ),
  // The mathematics.
  at(1, 'the output is the mask times the activation', 'mathematics', 'Formula', 'h̃ = r ⊙ h'),
  at(
    1,
    'the mask is 0 with probability p and 1 otherwise',
    'mathematics',
    'Formula',
    'P(rᵢ = 1) = 1 − p and P(rᵢ = 0) = p',
  ),
  // Training and evaluation.
  at(
    0,
    'nothing is dropped at inference',
    'train-and-eval',
    undefined,
    'at evaluation and inference all units are used',
  ),
  at(
    1,
    'it is applied in training only',
    'train-and-eval',
    undefined,
    'Dropout belongs to training only',
  ),
  at(3, 'all units predict', 'train-and-eval', undefined, 'all units are used'),
  at(4, 'it is off in tests', 'train-and-eval', undefined, 'training only'),
  // Scaling.
  at(
    1,
    'survivors are scaled up so that the sum stays alike',
    'what-dropout-is',
    'How it works',
    'so that the expected sum stays the same',
  ),
  at(
    2,
    'with half dropped the others are doubled',
    'scaling',
    'Inverted dropout: scale in training',
    'With p = 0.5 survivors are doubled',
  ),
  at(
    4,
    'weights are scaled at test time to make up for it',
    'scaling',
    'Classic dropout: scale at inference',
    'multiply the outgoing weights by the probability of *keeping*',
  ),
  // Why.
  at(
    0,
    'it is there against overfitting',
    'overfitting-and-co-adaptation',
    undefined,
    'dropout makes memorising harder',
  ),
  at(
    1,
    'it hinders co-adaptation',
    'overfitting-and-co-adaptation',
    'Co-adaptation',
    'Under dropout the partners are absent at random',
  ),
  at(
    1,
    'its noise helps to generalise',
    'overfitting-and-co-adaptation',
    'Overfitting',
    'Dropout adds noise that is new in every pass',
  ),
  at(
    1,
    'a team whose members stay away in turn',
    'overfitting-and-co-adaptation',
    'Co-adaptation',
    'A team whose members are absent at random',
  ),
  at(
    2,
    'overfitting is doing well on training data and badly on new data',
    'overfitting-and-co-adaptation',
    'Overfitting',
    'a training loss that keeps falling while the validation loss rises',
  ),
  at(
    2,
    'units cannot rely on certain connections',
    'overfitting-and-co-adaptation',
    'Overfitting',
    'no exact pattern of activations can be relied on',
  ),
  at(
    2,
    'why it works is not settled',
    'overfitting-and-co-adaptation',
    'Why it works',
    'no single account covers every network',
  ),
  at(
    3,
    'a network may memorise instead of generalise',
    'overfitting-and-co-adaptation',
    undefined,
    'memorises its training data instead of what the data have in common',
  ),
  at(
    3,
    'noise keeps units from relying on certain others',
    'overfitting-and-co-adaptation',
    'Co-adaptation',
    'each unit has to be useful beside many different others',
  ),
  at(
    4,
    'activations become more independent',
    'overfitting-and-co-adaptation',
    'Co-adaptation',
    'useful beside many different others',
  ),
  at(
    4,
    'many parameters and little data are memorised easily',
    'overfitting-and-co-adaptation',
    'Overfitting',
    'A network with many weights can fit every training example',
  ),
  // Redundancy.
  at(
    0,
    'features are learnt more than once',
    'redundancy',
    'Why',
    'several units that each carry part of it',
  ),
  at(
    0,
    'no unit becomes overly important',
    'redundancy',
    undefined,
    'no single unit becomes overly important',
  ),
  at(1, 'no reliance on certain nodes', 'redundancy', 'Why', 'cannot be the only one'),
  at(2, 'no unit becomes too specialised', 'redundancy', 'Why', 'several units'),
  at(4, 'what is learnt is spread out', 'redundancy', undefined, 'spread what it knows'),
  at(
    4,
    'capacity is lower while it trains',
    'redundancy',
    'Common misstatements',
    'in each training step yes, at inference all units are there',
  ),
  // Ensemble.
  at(1, 'it acts like an ensemble of models', 'ensemble', undefined, '2ⁿ thinned networks'),
  at(
    2,
    'smaller networks of many shapes are trained',
    'ensemble',
    undefined,
    'each training step trains one of them',
  ),
  at(3, 'the networks share their weights', 'ensemble', undefined, 'share their weights'),
  at(
    4,
    'without dropout the network stands for their average',
    'ensemble',
    'The average at inference',
    'the one pass without dropout stands for it',
  ),
  // Placement.
  at(
    2,
    'it is a layer of its own behind a fully connected one',
    'placement',
    'Good places',
    'Behind the activation of a fully connected layer',
  ),
  at(2, 'not on the output layer', 'placement', undefined, 'never behind the output layer'),
  at(
    2,
    'inputs and hidden layers have different rates',
    'rate',
    'Usual values',
    /\| hidden fully connected layers \|.*\n\| input \|/,
  ),
  at(
    3,
    'behind the activations of hidden layers',
    'placement',
    undefined,
    'behind the activation of a hidden layer',
  ),
  at(
    4,
    'behind fully connected or convolutional layers',
    'placement',
    'Good places',
    'In convolutional blocks as channel dropout',
  ),
  at(4, 'not behind the output layer', 'placement', 'Places that hurt', 'Behind the output layer'),
  at(
    4,
    'linear, ReLU, dropout, linear',
    'placement',
    'Good places',
    'Before the last linear layer of a classifier',
  ),
  // The rate.
  at(1, 'usually 0.2 to 0.5', 'rate', undefined, 'usual values lie between 0.2 and 0.5'),
  at(
    2,
    'start at 0.2 and go up to 0.5',
    'rate',
    'Usual values',
    'Start at 0.2 and go up towards 0.5',
  ),
  at(2, 'the rate is a hyperparameter', 'rate', 'How to find it', 'The rate is a hyperparameter'),
  at(2, 'grid or random search', 'rate', 'How to find it', 'Search on a grid, or at random'),
  at(3, '0.2 to 0.5 is typical', 'rate', undefined, 'between 0.2 and 0.5'),
  at(
    4,
    'the rate must be chosen, usually from 0.2 to 0.5',
    'rate',
    undefined,
    'between 0.2 and 0.5',
  ),
  // Libraries.
  at(
    0,
    'it is a layer in most libraries',
    'layers-and-libraries',
    undefined,
    'Every framework has dropout',
  ),
  at(
    1,
    'nn.Dropout and nn.Dropout2d',
    'layers-and-libraries',
    'By kind of layer',
    '`nn.Dropout2d`',
  ),
  at(
    1,
    'Keras and tf.keras',
    'layers-and-libraries',
    'The same layer in four libraries',
    'Keras, tf.keras',
  ),
  at(
    2,
    'dense, convolutional and recurrent layers',
    'layers-and-libraries',
    undefined,
    'dense, convolutional and recurrent layers',
  ),
  at(
    2,
    'torch.nn and tf.keras.layers.Dropout',
    'layers-and-libraries',
    'The same layer in four libraries',
    '`keras.layers.Dropout(0.5)`',
  ),
  at(
    3,
    'TensorFlow and PyTorch have it',
    'layers-and-libraries',
    'The same layer in four libraries',
    '`nn.Dropout(p=0.5)`',
  ),
  at(
    4,
    'nn.Dropout(p=0.5)',
    'layers-and-libraries',
    'The same layer in four libraries',
    '`nn.Dropout(p=0.5)`',
  ),
  // Against L1 and L2: each cell of the table.
  at(
    0,
    'purpose of dropout, L1 and L2',
    'l1-and-l2',
    undefined,
    '| purpose | make units useful on their own | keep few weights | keep weights small |',
  ),
  at(
    0,
    'dropout disables units for a while',
    'l1-and-l2',
    undefined,
    'zeroes random activations in training',
  ),
  at(0, 'L1 adds the absolute values', 'l1-and-l2', undefined, 'adds λ·Σ\\|w\\| to the loss'),
  at(0, 'L2 adds the squares', 'l1-and-l2', undefined, 'adds λ/2·Σw² to the loss'),
  at(0, 'L1 makes weights zero', 'l1-and-l2', undefined, 'many weights at or near zero'),
  at(
    0,
    'L2 makes weights small without making them zero',
    'l1-and-l2',
    undefined,
    'all weights shrunk, few exactly zero',
  ),
  at(0, 'dropout leads to redundancy', 'l1-and-l2', undefined, 'knowledge spread over many units'),
  at(0, 'dropout is for deep networks', 'l1-and-l2', undefined, 'wide layers, much capacity'),
  at(0, 'L1 selects features', 'l1-and-l2', undefined, 'feature selection'),
  at(0, 'L2 is the common default', 'l1-and-l2', undefined, 'almost everywhere, as a default'),
  at(
    0,
    'they can be combined',
    'l1-and-l2',
    undefined,
    '| combined with | L1, L2, early stopping | L2 (elastic net), dropout | L1, dropout |',
  ),
  at(2, 'L1 and L2 punish large weights', 'l1-and-l2', undefined, '| mechanism |'),
  at(
    4,
    'it goes with weight decay, L1 and L2',
    'l1-and-l2',
    'How they meet',
    'Used together they add up',
  ),
  // Other regularisers.
  at(
    2,
    'early stopping ends where validation gets worse',
    'other-regularisers',
    'Early stopping',
    'Stop when the validation loss has not improved',
  ),
  at(
    2,
    'weight decay shrinks weights',
    'other-regularisers',
    'Weight decay',
    'Shrink all weights a little in every step',
  ),
  at(
    2,
    'batch normalisation normalises over the batch and speeds training up',
    'other-regularisers',
    'Batch normalisation',
    /Normalise each feature over the batch[\s\S]*faster/,
  ),
  at(
    3,
    'other regularisers are needed less',
    'other-regularisers',
    'Common misstatements',
    'it often lets weight decay be weaker',
  ),
  at(
    0,
    'it belongs with other regularisers and a search',
    'other-regularisers',
    undefined,
    'they can be combined',
  ),
  // Batch normalisation.
  at(
    1,
    'batch normalisation needs care',
    'batch-normalisation',
    undefined,
    'makes it learn a variance that inference does not have',
  ),
  at(
    2,
    'batch normalisation can make dropout needless',
    'batch-normalisation',
    'What to do',
    'often makes dropout redundant',
  ),
  at(
    2,
    'evaluate with and without',
    'batch-normalisation',
    'What to do',
    'Evaluate with and without dropout',
  ),
  // Benefits.
  at(0, 'simple to add', 'benefits', undefined, 'One line of code'),
  at(
    0,
    'bears noise and variation',
    'benefits',
    undefined,
    'bears noise and missing features better',
  ),
  at(
    1,
    'new data are judged better',
    'benefits',
    undefined,
    'The validation error of large networks on small or medium data usually falls',
  ),
  at(1, 'easy in modern libraries', 'benefits', undefined, 'One line of code'),
  at(2, 'noise makes more of the data', 'benefits', undefined, 'many versions of each example'),
  at(3, 'new data are judged better in the end', 'benefits', undefined, '**Generalisation.**'),
  at(4, 'a network more robust', 'benefits', undefined, '**Robustness.**'),
  // Costs.
  at(0, 'longer training', 'costs', undefined, '| longer training |'),
  at(0, 'results vary', 'costs', undefined, '| noisier curves |'),
  at(0, 'small models and small data', 'costs', undefined, /\| underfitting \|.*small models/),
  at(0, 'small data', 'costs', 'Signs of too much', 'With very few examples'),
  at(0, 'the rate needs tuning', 'costs', undefined, '| one more hyperparameter |'),
  at(1, 'convergence is slower', 'costs', undefined, 'two to three times as many steps'),
  at(2, 'more computing, or parallel training', 'costs', undefined, 'parallel training'),
  at(2, 'try rates on a small scale first', 'costs', undefined, 'try rates on a small scale first'),
  at(
    2,
    'search rate and learning rate by grid or at random',
    'costs',
    undefined,
    'then grid or random search',
  ),
  at(2, 'look at batch normalisation', 'costs', undefined, 'overlap with batch normalisation'),
  at(
    2,
    'keep only the layers that pay',
    'costs',
    undefined,
    'keep only the dropout layers that pay on validation data',
  ),
  at(3, 'slower at first', 'costs', undefined, '| longer training |'),
  // Variants and applications.
  at(4, 'spatial dropout', 'spatial-dropout', undefined, 'Zeroes whole channels'),
  at(4, 'variational dropout', 'variational-dropout', undefined, 'one mask for a whole sequence'),
  at(4, 'DropConnect', 'dropconnect', undefined, 'Zeroes single weights'),
  at(1, 'images', 'applications', undefined, '**Images.**'),
  at(1, 'text, in recurrent layers', 'applications', undefined, 'Recurrent language models'),
  at(1, 'speech, with its many styles of speaking', 'applications', undefined, 'speakers differ'),
  at(1, 'health care, across patients', 'applications', undefined, 'patients differ'),
  // The five questions.
  at(1, 'what does dropout do', 'flashcards', 'What does dropout do?', 'zeroes a random share p'),
  at(1, 'when is it applied', 'flashcards', 'When is dropout applied?', 'In training only'),
  at(1, 'the usual rate', 'flashcards', 'What is the usual rate?', 'Between 0.2 and 0.5'),
  at(
    1,
    'how it helps',
    'flashcards',
    'How does dropout improve generalisation?',
    'Units cannot rely on certain other units',
  ),
  at(
    1,
    'convolutional networks',
    'flashcards',
    'Can dropout be used in convolutional networks?',
    'Yes',
  ),
];

const misstatements: readonly Misstatement[] = [
  {
    text: 0,
    wrong: 'weights are scaled by the rate at inference',
    read: /scaled by the dropout rate/,
    right: /keep\* probability 1 − p.*scale nothing at inference/,
    topic: 'scaling',
    says: 'by the keep probability 1 − p, and only in the classic form',
  },
  {
    text: 2,
    wrong: 'survivors are scaled by the probability of keeping',
    read: /scaled by the probability of keeping/,
    right: /reciprocal, 1\/\(1 − p\)/,
    topic: 'scaling',
    says: 'by its reciprocal, 1/(1 − p)',
  },
  {
    text: 1,
    wrong: 'the mask is Bernoulli(p)',
    read: /r ~ Bernoulli\(p\)/,
    right: /Bernoulli\(1 − p\)/,
    topic: 'mathematics',
    says: 'The mask is Bernoulli(1 − p)',
  },
  {
    text: 1,
    wrong: 'scaled in training and at inference',
    read: /at inference outputs are scaled too/,
    right: /never both/,
    topic: 'train-and-eval',
    says: 'it is one or the other, never both',
  },
  {
    text: 4,
    wrong: 'of 2014, by one author and his students',
    read: /introduced in 2014/,
    right: /1207\.0580.*2012.*2014/,
    topic: 'what-dropout-is',
    says: 'Hinton, Srivastava, Krizhevsky, Sutskever and Salakhutdinov described it in 2012',
  },
  {
    text: 4,
    wrong: 'training converges faster',
    read: /improves convergence/,
    right: /more epochs/,
    topic: 'costs',
    says: 'it usually takes more epochs',
  },
  {
    text: 4,
    wrong: 'connections are what is dropped',
    read: /zeroes weights/,
    right: /DropConnect zeroes weights/,
    topic: 'what-dropout-is',
    says: 'it zeroes activations; DropConnect zeroes weights',
  },
  {
    text: 3,
    wrong: 'the predictions of all sub-networks are averaged in tests',
    read: /all sub-networks are averaged/,
    right: /one pass/,
    topic: 'ensemble',
    says: 'they are not computed; one pass approximates their average',
  },
  {
    text: 1,
    wrong: 'regularisation is a penalty on the loss',
    read: /penalty/,
    right: /adds no penalty/,
    topic: 'l1-and-l2',
    says: 'a penalty is one way, noise another',
  },
  {
    text: 2,
    wrong: 'batch normalisation works by less covariate shift',
    read: /covariate shift/,
    right: /smoother/,
    topic: 'other-regularisers',
    says: 'removing internal covariate shift',
  },
];

/** What is in wide use besides, whatever the texts say. */
const widelyRead: readonly RegExp[] = [
  /p is the keep probability/,
  /torch\.no_grad\(\)` turns dropout off/,
  /trainable = False/,
];

for (const { text, claim, topic, under, says } of claims) {
  test(`text ${text}: ${claim} (${topic})`, () => {
    const section = sectionOf(pageOf(topic), under);
    assert.ok(section !== undefined, `${topic} has no section “${under}”.`);
    const found = typeof says === 'string' ? section.includes(says) : says.test(section);
    assert.ok(found, `${topic}, “${under ?? 'its beginning'}” does not say: ${says}`);
  });
}

for (const { text, wrong, read, right, topic, says } of misstatements) {
  test(`text ${text}, said right: ${wrong}`, () => {
    const row = rows().find(([first = '']) => read.test(first));
    assert.ok(row, `No row of the misstatements says ${read}.`);
    assert.match(row[1] ?? '', right);
    const own = sectionOf(pageOf(topic)) ?? '';
    const page =
      topic === 'what-dropout-is'
        ? pageOf(topic)
        : (sectionOf(pageOf(topic), 'Common misstatements') ?? own);
    assert.ok(
      typeof says === 'string' ? page.includes(says) : says.test(page),
      `${topic} does not say: ${says}`,
    );
  });
}

test('what is widely misread is among the misstatements', () => {
  const all = rows().map(([first]) => first ?? '');
  for (const pattern of widelyRead)
    assert.ok(
      all.some((first) => pattern.test(first)),
      String(pattern),
    );
});

test('each of the five texts is mapped', () => {
  const mapped = new Set([...claims, ...misstatements].map(({ text }) => text));
  assert.deepEqual([...mapped].sort(), [0, 1, 2, 3, 4]);
});

function at(
  text: Claim['text'],
  claim: string,
  topic: string,
  under: string | undefined,
  says: string | RegExp,
): Claim {
  return { text, claim, topic, under, says };
}

function pageOf(id: string): string {
  const page = [...topics, ...variantCards].find((one) => one.id === id);
  assert.ok(page, `There is no page ${id}.`);
  return page.markdown;
}

/** The text under a heading, or what stands before the first one. */
function sectionOf(markdown: string, heading?: string): string | undefined {
  const [beginning = '', ...sections] = markdown.split(/^#{2,3} /m);
  if (heading === undefined) return beginning;
  return sections.find((section) => section.startsWith(`${heading}\n`));
}

/** The rows of the page of misstatements: what is read, and what is right. */
function rows(): readonly (readonly string[])[] {
  return pageOf('common-misstatements')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
