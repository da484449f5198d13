"""The kinds of harm that rule pages state, as questions to examples for Keras and TensorFlow; see checks.py.

`mode` is 'train' or 'eval': what an expression finds under the name `train`.
"""

import contextlib
import functools

import keras
import numpy as np
import tensorflow as tf

PASSES = 6


def flat(value):
    return [np.asarray(one) for one in tf.nest.flatten(value) if not isinstance(one, (str, bytes))]


def same(one, other):
    return len(one) == len(other) and all(np.array_equal(a, b) for a, b in zip(one, other))


def outputs_of(subject, mode):
    """The outputs of several passes of one model."""
    _, run = subject.fresh()
    return [flat(run(mode == "train")) for _ in range(PASSES)]


def passes_differ(subject, mode="eval"):
    """Several passes over the same input give different outputs."""
    outputs = outputs_of(subject, mode)
    different = sum(not same(outputs[0], one) for one in outputs[1:])
    return different > 0, f"{different} of {PASSES - 1} further passes differ from the first in {mode} mode"


def passes_equal(subject, mode="train"):
    """Dropout is written, and all passes over the same input give the same output."""
    differ, measured = passes_differ(subject, mode)
    return not differ, measured


def mask_repeats(subject):
    """Training drops something, and the same in every pass."""
    trained = outputs_of(subject, "train")
    plain = flat(subject.fresh()[1](False))
    repeats = all(same(trained[0], one) for one in trained[1:])
    drops = not same(trained[0], plain)
    return repeats and drops, f"passes in train mode {'equal' if repeats else 'differ'}, {'unlike' if drops else 'like'} eval mode"


def raises(subject, error, at="run", mode="train"):
    """The example raises this error when it is made, or when it is run in a mode."""
    try:
        _, run = subject.fresh()
        if at == "build":
            return False, "builds"
        run(mode == "train")
    except Exception as problem:
        name = type(problem).__name__
        text = str(problem).strip().split("\n")[0][:120]
        return name in error.split("|"), f"{name}: {text}"
    return False, "runs without an error"


def output_zeros(subject, least, mode="train"):
    """At least this share of the output is exactly zero."""
    outputs = flat(subject.fresh()[1](mode == "train"))
    share = float(sum((one == 0).sum() for one in outputs)) / max(1, sum(one.size for one in outputs))
    return share >= least, f"share of zeros in the output in {mode} mode: {share:.2f}"


def drops(subject, least, mode="train"):
    """Some dropout layer or function zeroes at least this share of its input."""
    shares = [one.share for one in draws_of(subject, mode)]
    largest = max(shares, default=0.0)
    return largest >= least, f"largest share dropped in {mode} mode: {largest:.2f}"


def drops_nothing(subject, mode="train"):
    """Some dropout layer or function leaves all of its input alone."""
    shares = [one.share for one in draws_of(subject, mode)]
    listed = ", ".join(f"{share:.3g}" for share in shares) or "none"
    return any(share == 0 for share in shares), f"shares dropped in {mode} mode: {listed}"


def variance_shift(subject, above):
    """The variance that a BatchNormalization sees in training is off by more than this factor from that in eval mode."""
    seen = {True: [], False: []}
    with watched(keras.layers.BatchNormalization, "call", []) as calls:
        _, run = subject.fresh()
        for on in (True, False):
            calls.clear()
            for _ in range(20):
                run(on)
            seen[on] = [float(given.reshape(-1, given.shape[-1]).var(0).mean()) for _, given, _ in calls]
    ratio = sum(seen[True]) / max(1e-9, sum(seen[False]))
    return max(ratio, 1 / max(ratio, 1e-9)) > above, f"variance in training over variance in eval mode: {ratio:.3f}"


def draws_of(subject, mode):
    """What the dropout layers and functions did in one pass of a new model whose functions are not compiled."""
    eager = tf.config.functions_run_eagerly()
    tf.config.run_functions_eagerly(True)
    try:
        with contextlib.ExitStack() as stack:
            calls = []
            for owner, name in DROPOUTS:
                stack.enter_context(watched(owner, name, calls))
            subject.fresh()[1](mode == "train")
    finally:
        tf.config.run_functions_eagerly(eager)
    return [Draw(*one) for one in calls]


DROPOUTS = [
    (keras.layers.Dropout, "call"),
    (keras.layers.SpatialDropout1D.__mro__[1], "call"),
    (keras.layers.GaussianDropout, "call"),
    (keras.layers.AlphaDropout, "call"),
    (keras.random, "dropout"),
    (tf.nn, "dropout"),
]


class Draw:
    """What one call of a dropout got and gave."""

    def __init__(self, owner, given, made):
        self.given, self.made = given, made
        dropped = made == (made.min() if isinstance(owner, keras.layers.AlphaDropout) else 0)
        self.alive = given != 0
        self.lost = self.alive & (made != given) & dropped
        self.share = float(self.lost.sum()) / max(1, int(self.alive.sum()))


@contextlib.contextmanager
def watched(owner, name, calls):
    """Lists the layer, input and output of every call of a method, or of a function of a module, on plain numbers."""
    original = getattr(owner, name)
    place = 1 if isinstance(owner, type) else 0

    @functools.wraps(original)
    def call(*given, **named):
        made = original(*given, **named)
        with contextlib.suppress(Exception):
            calls.append((given[0], np.asarray(given[place]), np.asarray(made)))
        return made

    setattr(owner, name, call)
    try:
        yield calls
    finally:
        setattr(owner, name, original)


def runs_differ(subject):
    """The runs of one graph in one session, over the same input, give different outputs."""
    _, run = subject.fresh()
    outputs = [flat(one) for one in run(False)]
    different = sum(not same(outputs[0], one) for one in outputs[1:])
    return different > 0, f"{different} of {len(outputs) - 1} further runs of the graph differ from the first"


def averaged(run, on, passes=120):
    return sum(np.concatenate([one.ravel() for one in flat(run(on))]).astype("float64") for _ in range(passes)) / passes


def mean_shift(subject, above):
    """The mean output in training is off from that in eval mode by more than this share of its spread."""
    _, run = subject.fresh()
    trained, plain = averaged(run, True), averaged(run, False, 1)
    shift = float(abs((trained - plain).mean()) / max(plain.std(), 1e-9))
    return shift > above, f"mean in training off by {shift:.3f} standard deviations of the output in eval mode"


def scale_shift(subject, above):
    """The mean output in training is, as a whole, off from that in eval mode by more than this factor."""
    _, run = subject.fresh()
    trained, plain = averaged(run, True), averaged(run, False, 1)
    ratio = float((trained * plain).sum() / max((plain * plain).sum(), 1e-12))
    return max(ratio, 1 / max(ratio, 1e-9)) > above, f"output in training over output in eval mode: {ratio:.3f}"


def spread_shift(subject, above):
    """The variance of the output is larger in training than in eval mode by more than this factor."""
    _, run = subject.fresh()
    trained = np.concatenate([one.ravel() for _ in range(PASSES) for one in flat(run(True))]).var()
    plain = np.concatenate([one.ravel() for one in flat(run(False))]).var()
    return float(trained / plain) > above, f"variance in training over variance in eval mode: {trained / plain:.3f}"


def dropped_turn_nonzero(subject, least):
    """What a dropout layer zeroes is another number in the output."""
    draws, output = drawn(subject)
    masks = [one.made == 0 for one in draws if one.made.shape == output.shape and bool((one.made == 0).any())]
    share = float((output[masks[-1]] != 0).mean()) if masks else 0.0
    return share >= least, f"share of dropped units that are not zero in the output: {share:.2f}"


def input_zeros(subject, above):
    """More than this share of what goes into the model is zero behind its first dropout."""
    draws, _ = drawn(subject)
    first = float((draws[0].made == 0).mean()) if draws and is_input(draws[0].given) else 0.0
    return first > above, f"share of zeros in the input behind the dropout: {first:.2f}"


def is_input(values):
    """Whether the values are the input itself."""
    from keras_subjects import rand

    return bool(np.array_equal(values, rand(*values.shape)))


def maps_partly_dropped(subject):
    """Some map of a four- or five-dimensional tensor loses single elements while others of the map stay."""
    draws, _ = drawn(subject)
    shares = [partly(one) for one in draws if one.given.ndim >= 4]
    listed = ", ".join(f"{share:.3g}" for share in shares) or "none"
    return any(share > 0 for share in shares), f"share of maps that lose some of their elements: {listed}"


def partly(draw):
    inner = tuple(range(1, draw.given.ndim - 1))
    gone, left = (draw.lost & draw.alive).any(inner), (draw.alive & ~draw.lost).any(inner)
    return float((gone & left).mean())


def state_changes(subject, buffer="moving_mean"):
    """Running the call leaves other numbers in the moving statistics."""
    model, run = subject.fresh()
    run(False)
    layers = [one for one in model._flatten_layers() if hasattr(one, "moving_mean")]
    before = [np.asarray(one.moving_mean) for one in layers]
    run(False)
    moved = sum(not np.array_equal(one, np.asarray(layer.moving_mean)) for one, layer in zip(before, layers))
    return moved > 0, f"moving_mean changed in {moved} of {len(layers)} layers"


def off_with_gradient(subject):
    """Some dropout layer with a rate is run without being told to train, while a tape differentiates."""
    draws, _ = drawn(subject)
    off = sum(bool(np.array_equal(one.given, one.made)) for one in draws)
    return off > 0, f"dropout off in {off} of {len(draws)} calls of dropout layers in the training step"


def drawn(subject):
    """The draws of one pass in training mode, and its first output."""
    outputs = []
    draws = draws_of(Kept(subject, outputs), "train")
    return draws, flat(outputs[0])[0] if outputs and flat(outputs[0]) else np.zeros(0)


class Kept:
    """A subject whose outputs are kept."""

    def __init__(self, subject, outputs):
        self.subject, self.outputs = subject, outputs

    def fresh(self):
        model, run = self.subject.fresh()
        return model, lambda on: self.outputs.append(run(on))


def graph_keeps_all(subject):
    """A run of a graph gives back what it was fed, with nothing dropped."""
    output = flat(subject.fresh()[1](True))[0]
    share = float((output == 0).mean())
    return share == 0, f"share of what was fed that a training step dropped: {share:.2f}"


def drops_in_fit(subject):
    """The loss of a model that is to give back its input is not zero: something is dropped in training."""
    loss = float(subject.fresh()[1](True))
    return loss > 0, f"loss of the identity in training: {loss:.3f}"


def graph_keeps_less(subject):
    """A run of a graph zeroes some of what it was fed."""
    harm, measured = graph_keeps_all(subject)
    return not harm, measured.replace("a training step", "an evaluation")
