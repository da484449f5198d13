"""The kinds of harm that rule pages state, as questions to examples for JAX; see checks.py for those of PyTorch.

`mode` is 'train' or 'eval': the flags, or the mode of the model, with which the call is run.
"""

import contextlib

import jax
import jax.numpy as jnp

PASSES = 6


def flat(value):
    return [jnp.asarray(one) for one in jax.tree.leaves(value) if not isinstance(one, str)]


def same(one, other):
    return len(one) == len(other) and all(bool(jnp.array_equal(a, b)) for a, b in zip(one, other))


def outputs_of(subject, mode):
    """The outputs of several passes with another key each."""
    run = subject.fresh()
    return [flat(run(mode == "train", number)) for number in range(PASSES)]


def passes_differ(subject, mode="eval"):
    """Several passes over the same input with different keys give different outputs."""
    outputs = outputs_of(subject, mode)
    different = sum(not same(outputs[0], one) for one in outputs[1:])
    return different > 0, f"{different} of {PASSES - 1} further passes differ from the first in {mode} mode"


def passes_equal(subject, mode="train"):
    """Dropout is written, and all passes give the same output, whatever the key."""
    differ, measured = passes_differ(subject, mode)
    return not differ, measured


def raises(subject, error, mode="train"):
    """The call raises this error."""
    try:
        subject.fresh()(mode == "train")
    except Exception as problem:
        name = type(problem).__name__
        text = str(problem).split("\n")[0][:120]
        return name in error.split("|"), f"{name}: {text}"
    return False, "runs without an error"


def output_zeros(subject, least, mode="train"):
    """At least this share of the output is exactly zero."""
    outputs = flat(subject.fresh()(mode == "train"))
    share = float(sum((one == 0).sum() for one in outputs)) / max(1, sum(one.size for one in outputs))
    return share >= least, f"share of zeros in the output in {mode} mode: {share:.2f}"


def output_not_finite(subject, mode="train"):
    """Some of the output is not a finite number."""
    share = max(float((~jnp.isfinite(one)).mean()) for one in flat(subject.fresh()(mode == "train")))
    return share > 0, f"share of NaN and infinity in the output in {mode} mode: {share:.2f}"


def drops(subject, least, mode="train"):
    """Some mask drops at least this share."""
    largest = max((float(1 - one.mean()) for one in masks_of(subject, mode)), default=0.0)
    return largest >= least, f"largest share dropped in {mode} mode: {largest:.2f}"


def drops_nothing(subject, mode="train"):
    """The output in this mode is that of a pass without dropout."""
    run = subject.fresh()
    on, off = flat(run(mode == "train")), flat(run(False))
    return same(on, off), f"output in {mode} mode {'equal to' if same(on, off) else 'unlike'} that without dropout"


def masks_stop(subject):
    """Masks are drawn in the first round of training, and none in the rounds after it."""
    drawn = []
    for rounds in (1, 3):
        with counted() as masks:
            subject.fresh()(True, rounds=rounds)
        drawn.append(len(masks))
    return 0 < drawn[0] == drawn[1], f"{drawn[0]} masks in one round of training, {drawn[1]} in three"


def masks_repeat(subject):
    """Two masks of one shape that are drawn in one run are equal."""
    run = subject.fresh()
    with recorded() as masks:
        run(True)
    drawn = [one for one in masks if 0 < float(one.mean()) < 1 and one.size >= 16]
    pairs = [(one, other) for place, one in enumerate(drawn) for other in drawn[place + 1 :] if one.shape == other.shape]
    equal = sum(bool(jnp.array_equal(one, other)) for one, other in pairs)
    return equal > 0, f"{equal} of {len(pairs)} pairs of masks are equal"


def rows_equal(subject):
    """Every example of the batch, given alike, comes out alike in training."""
    output = flat(subject.fresh()(True))[0]
    equal = bool((output == output[:1]).all())
    differs = not bool((output == output.reshape(-1)[0]).all())
    return equal and differs, f"rows of the output {'equal' if equal else 'differ'}"


def scale_shift(subject, above):
    """The mean output in training is, as a whole, off from that in eval mode by more than this factor."""
    run = subject.fresh()
    trained = sum(jnp.concatenate([one.ravel() for one in flat(run(True, number))]) for number in range(300)) / 300
    plain = jnp.concatenate([one.ravel() for one in flat(run(False))])
    ratio = float((trained * plain).sum() / (plain * plain).sum())
    return max(ratio, 1 / max(ratio, 1e-9)) > above, f"output in training over output in eval mode: {ratio:.3f}"


def variance_shift(subject, above):
    """The variance that a BatchNorm sees in training is off by more than this factor from that in eval mode."""
    from flax import linen as nn

    seen = {True: [], False: []}
    run = subject.fresh()
    for on in (True, False):

        def note(call, given, named, context):
            if isinstance(context.module, nn.BatchNorm) and context.method_name == "__call__":
                values = given[0].reshape(-1, given[0].shape[-1])
                seen[on].append(float(values.var(0).mean()))
            return call(*given, **named)

        with nn.intercept_methods(note):
            for number in range(60):
                run(on, number)
    ratio = sum(seen[True]) / max(1e-9, sum(seen[False]))
    return max(ratio, 1 / max(ratio, 1e-9)) > above, f"variance in training over variance in eval mode: {ratio:.3f}"


def keeps_output(subject):
    """The call leaves the model in the mode in which it was: it still drops."""
    return passes_differ(subject, "train")


def masks_of(subject, mode):
    with recorded() as masks:
        subject.fresh()(mode == "train")
    return masks


@contextlib.contextmanager
def recorded():
    """All masks that are drawn as long as it lasts, with the functions that would hide them compiled switched off."""
    masks, draw = [], jax.random.bernoulli

    def bernoulli(*given, **named):
        mask = draw(*given, **named)
        if not isinstance(mask, jax.core.Tracer):
            masks.append(mask)
        return mask

    jax.random.bernoulli = bernoulli
    try:
        with jax.disable_jit():
            yield masks
    finally:
        jax.random.bernoulli = draw


@contextlib.contextmanager
def counted():
    """One entry for every mask that is drawn as long as it lasts, in compiled functions too."""
    masks, draw = [], jax.random.bernoulli

    def bernoulli(*given, **named):
        jax.debug.callback(lambda: masks.append(1))
        return draw(*given, **named)

    jax.random.bernoulli = bernoulli
    try:
        yield masks
        jax.effects_barrier()
    finally:
        jax.random.bernoulli = draw
