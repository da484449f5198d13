import type { Framework } from '../../engine/framework';

export type { Framework };

/** What holds for all of a framework, beyond its single rows. */
export interface FrameworkTraits {
  /** As people write it: `PyTorch`. */
  readonly title: string;
  /** The package whose versions its rows name, as on the package index. */
  readonly package: string;
  /** The method of a module class that runs when an instance is called. */
  readonly forward: string;
  /** The class whose methods are the methods of tensors: `torch.Tensor`. */
  readonly tensor: string;
  /** Methods that make the layers of a module before data go through it, in order; else only `__init__`. */
  readonly builders?: readonly string[];
  /** Annotated names of a class body are parameters of its constructor with their defaults, as in a dataclass. */
  readonly fields?: boolean;
  /** The framework that it is built on, whose functions its code calls. */
  readonly on?: Framework;
  /** `train()` and `eval()` of a module return nothing. */
  readonly modesReturnNothing?: boolean;
  /** Its modules have no mode: whether they train is said by a flag of each call, or where a layer is made. */
  readonly holdsNoMode?: boolean;
  /** A model in the other mode is another model, which this function makes: `equinox.nn.inference_mode`. */
  readonly modeCopy?: string;
  /** Random numbers come from keys that the code passes on: what is called key or rng is no tensor. */
  readonly keys?: boolean;
  /** The method that applies a layer or model to a tensor, where instances cannot be called themselves. */
  readonly apply?: string;
  /** Layers applied to symbolic tensors, in any function or at module level, make a model. */
  readonly buildsGraphs?: boolean;
  /** Methods of a module class that are about shapes and building; no data goes through them. */
  readonly housekeeping?: readonly string[];
  /** Namespace of the activations that layers take by name: `keras.activations`. */
  readonly activations?: string;
}

/** What a row of the knowledge base is, as far as rules and walks need to tell things apart. */
export type LayerKind =
  | 'dropout'
  | 'batchNorm'
  | 'layerNorm' // layer, group, instance and RMS normalisation: nothing learnt from the batch
  | 'linear'
  | 'convolution'
  | 'recurrent'
  | 'recurrentCell'
  | 'embedding'
  | 'attention'
  | 'transformer'
  | 'activation'
  | 'maxPool'
  | 'averagePool'
  | 'reshape' // flatten, view, permute: same numbers, other shape
  | 'identity'
  | 'add' // elementwise sums: residual connections
  | 'multiply'
  | 'concatenate'
  | 'input' // makes the symbolic tensor that enters a graph
  | 'loss'
  | 'container'
  | 'graphConvolution'
  | 'upsample'
  | 'random' // draws of random numbers: rand_like, bernoulli
  | 'module' // an instance of a class of the user's own, or of one known only to be a module
  | 'moduleBase' // a class that model classes derive from
  | 'pretrained' // something that returns a whole ready-made model
  | 'trainer' // runs the loop itself and sets the modes
  | 'optimizer'
  | 'gradient' // takes the gradient of a function, or makes one that does: what it runs is a training step
  | 'gradientMode' // no_grad, inference_mode, enable_grad
  | 'export' // bakes the current mode into an artefact
  | 'wrapper' // returns its first argument in other clothes: DataParallel, compile, checkpoint_wrapper
  | 'checkpoint' // recomputes the forward pass in backward
  | 'vmap'
  | 'batch' // maps a function of one example over a batch: jax.vmap
  | 'lift' // makes a mapped or looped module or function of one that draws from streams of keys
  | 'modeCopy' // gives back its model in another mode and leaves the argument as it is
  | 'transform' // makes init and apply of a function: hk.transform
  | 'key' // makes or derives keys of random numbers
  | 'seed'
  | 'globalMode' // reads or sets one training flag for all models
  | 'modeGate' // runs one function or another, or picks one value or another, by a flag
  | 'gradientTape' // what runs inside it is differentiated
  | 'argumentScope' // gives arguments to calls inside it
  | 'other'
  | 'unknown';

export type DropoutVariant =
  | 'element'
  | 'channel'
  | 'alpha'
  | 'channelAlpha'
  | 'attention'
  | 'path' // whole residual branches: stochastic depth, drop path
  | 'block'
  | 'locked'
  | 'gaussian' // multiplies by noise of mean 1 instead of dropping
  | 'recurrent' // the dropout argument of a stacked recurrent layer
  | 'recurrentInput' // on the inputs of a recurrent layer, one mask for the whole sequence
  | 'edge' // edges, nodes, paths or features of a graph
  | 'inner'; // the dropout argument of a composite layer such as a transformer block

/** One parameter of an API, in the order in which it is accepted positionally. */
export interface ArgFact {
  readonly name: string;
  /** Other keywords that mean the same. */
  readonly aliases?: readonly string[];
  readonly default?: number | string | boolean | null;
  readonly keywordOnly?: boolean;
  /** Takes all further positional arguments: `*modules`. */
  readonly variadic?: boolean;
}

/** Who decides whether the dropout is active, and the state of a call that says nothing. */
export interface TrainingFact {
  /** Canonical name of the argument that switches it, if there is one. */
  readonly argument?: string;
  /** Where the argument is no flag: what it has to be for dropout in every mode. */
  readonly always?: string;
  /** For a layer: the argument of its own calls that switches it: `drop(x, deterministic=True)`. */
  readonly applied?: string;
  /** Older names of that argument. */
  readonly appliedBefore?: readonly string[];
  /** Its place among the positional arguments of those calls; undefined where it has to be named. */
  readonly appliedAt?: number;
  /** The flag is true where nothing is dropped: `deterministic`, `inference`. */
  readonly inverted?: boolean;
  /**
   * 'module': follows the mode of the module it is; 'on', 'off': fixed unless the argument says otherwise;
   * 'raises': somebody has to say it.
   */
  readonly untouched: 'module' | 'on' | 'off' | 'raises';
  /** What a non-boolean flag does: raises at the call, or counts as true when truthy. */
  readonly nonBoolean?: 'raises' | 'truthy';
}

/** Where a dropout or a draw takes its random key from, in frameworks that have keys. */
export interface KeyFact {
  /** Canonical name of the argument that is the key, or holds the streams of keys. */
  readonly argument?: string;
  /** For a layer: the argument of its own calls. */
  readonly applied?: string;
  /** What it takes are streams of keys that advance at every draw. */
  readonly advances?: boolean;
  /** Nothing else gives it one. */
  readonly required?: boolean;
  /** Stream of the model's own keys from which it draws otherwise. */
  readonly stream?: string;
}

export type Outcome =
  | 'error at construction'
  | 'error at call'
  | 'error in training'
  | 'no dropout'
  | 'all zero'
  | 'scaled only'
  | 'not finite'
  | 'accepted';

/** The accepted interval of the rate and what happens at its edges and outside. */
export interface RangeFact {
  readonly low: number;
  readonly high: number;
  readonly below: Outcome;
  readonly one: Outcome;
  readonly above: Outcome;
}

/** A defect of a framework, in the versions that have it. */
export interface DefectFact {
  /** What happens, and what to do about it, as sentences behind the name of the API. */
  readonly says: string;
  /** The argument that runs into it; without one every call does. */
  readonly argument?: string;
  /** The argument does nothing: the code believes in something that is not there. */
  readonly ignored?: boolean;
  /** The first version that has it. */
  readonly since?: string;
  /** The first version that does not have it any more; undefined as long as there is none. */
  readonly until?: string;
}

/** One row of the knowledge base: an API under all qualified names by which it is imported. */
export interface ApiFact {
  /** The first is the canonical one. A tensor method is `torch.Tensor.<name>`; `prefix.*` matches any last part. */
  readonly names: readonly string[];
  readonly framework: Framework;
  /** 'module': a class whose instances are called; 'function': called on values; 'method': called on a tensor or module. */
  readonly form: 'module' | 'function' | 'method';
  readonly kind: LayerKind;
  /** Canonical order, the tensor input of a function first under the name `input`. `self` is left out. */
  readonly args: readonly ArgFact[];
  /** Accepts keywords that are not listed. */
  readonly openKeywords?: boolean;
  /** Position of the argument that is an object of all keyword-only ones: `dropout({rate: 0.5})`. */
  readonly options?: number;
  /** Calls a function among its arguments at once and gives back what that returns. */
  readonly runs?: boolean;
  /** Parameters of a call of an instance, where it takes more than tensors. */
  readonly applied?: readonly ArgFact[];

  // Dropout
  readonly variant?: DropoutVariant;
  /** Canonical name of the argument that holds the rate. */
  readonly rate?: string;
  /** Canonical names of arguments that hold further rates: `recurrent_dropout`. */
  readonly otherRates?: readonly string[];
  /** Whether the number is the probability of dropping or of keeping. */
  readonly unit?: 'drop' | 'keep';
  readonly training?: TrainingFact;
  readonly range?: RangeFact;
  readonly key?: KeyFact;
  /** Canonical name of the argument that makes it work in place. */
  readonly inPlaceArgument?: string;
  /** Always works in place (`torch.dropout_`, `F.relu_`). */
  readonly inPlace?: boolean;

  // What order rules ask of a neighbour
  /** Has weights that are learnt. */
  readonly learnable?: boolean;
  /** Value at zero, where it is not zero: sigmoid 0.5, softplus 0.693; 'share' for softmax. */
  readonly atZero?: number | 'share';
  /** Commutes exactly with an elementwise mask of zeros and a positive scale. */
  readonly commutesWithDropout?: boolean;
  /** Backward needs its own output: an in-place change of it raises. 'in place': only when it itself works in place. */
  readonly savesOutput?: 'always' | 'in place';
  /** Output aliases the input's memory. */
  readonly alias?: boolean;
  /**
   * Rank (dimensions, batch included) of the output as far as the API fixes it, with arguments that
   * would change it (`start_dim`, `batch_first`) at their defaults; 'same' keeps the input's.
   */
  readonly outputRank?: number | 'same';
  /** Where this argument is true the output has another rank. */
  readonly rankWhen?: { readonly argument: string; readonly outputRank: number | 'same' };
  /** Canonical name of the argument that lists the sizes of the output without the batch. */
  readonly sizes?: string;
  /** Canonical name of the argument that says where the channels stand: 'channels_first'. */
  readonly layoutArgument?: string;
  /** Layout of a three- or four-dimensional output. */
  readonly outputLayout?: 'channels first' | 'channels last' | 'sequence first';
  /** Ranks (batch included) of input for which the API is meant. */
  readonly inputRank?: number;
  /** Canonical names of arguments that hold input and output width, for messages and the simulator. */
  readonly inputWidth?: string;
  readonly outputWidth?: string;
  readonly activation?: string; // 'relu', 'selu', ... for kind 'activation'
  /** Canonical name of the argument that holds an activation of the output: a name, a function or a layer. */
  readonly activationArgument?: string;
  /** For 'wrapper': it is the layer that it is given, run for each time step, in both directions, or as it is. */
  readonly wraps?: 'layer' | 'time steps' | 'directions';
  /** For 'loss': which operand holds the predictions; the first where nothing is said. */
  readonly predictions?: number;
  /** Holds parts whose behaviour depends on train and eval mode, unless a rate argument is zero. */
  readonly modeDependent?: 'always' | 'if rate';

  // What mode rules ask
  /** For 'moduleBase': the class runs its own loop (Lightning) and the framework sets the modes. */
  readonly managed?: boolean;
  /** For 'pretrained': the mode in which the model is returned. */
  readonly returnsMode?: 'train' | 'eval';
  /** For 'export': what is baked in; 'safe' exports switch to eval themselves. */
  readonly exportMode?: 'bakes' | 'safe';

  // What key rules ask
  /** For 'key': made from a number, made from another key, or drawn from a stream that advances. */
  readonly keys?: 'new' | 'derived' | 'drawn';
  /** For 'transform': what it makes is applied without a key. */
  readonly dropsKey?: boolean;

  // What compatibility and randomness rules ask
  /** Canonical name of an argument whose literal value makes every call draw the same numbers. */
  readonly restartingSeed?: string;
  /** The framework has no such API: what there is instead. */
  readonly absent?: string;
  /** What it does wrong, although it is called rightly. */
  readonly defect?: DefectFact;
  /** Canonical name of the argument that is the shape of the mask. */
  readonly maskShape?: string;
  /** Another rank than `inputRank` raises. */
  readonly strictRank?: boolean;
  /** What drops whole maps of four and of five dimensions instead. */
  readonly ofMaps?: readonly [string, string];
  /** What was compiled keeps the rate with which it was. */
  readonly keepsRate?: boolean;
  /** Canonical name of the rate that takes the layer off its fast kernel. */
  readonly slowedBy?: string;
  /** A flag with which the layer is called while a graph is built is ignored from this version on. */
  readonly flagInGraph?: { readonly ignoredSince: string };
  /** It builds a graph once, and what it is told then holds for every run of the graph. */
  readonly static?: boolean;
  /** Its arguments may also be given by a scope around the call. */
  readonly scoped?: boolean;
  /** Canonical name of the argument that is a function which it runs at every pass of data. */
  readonly runsArgument?: string;
  /** Holds only where the project names such a version; where nothing is known it counts for nothing. */
  readonly legacy?: boolean;

  /** The package whose versions are meant by `since` and `until`. */
  readonly package: string;
  /** The first version in which the row holds. */
  readonly since?: string;
  /** The first version in which it does not hold any more. */
  readonly until?: string;
}
