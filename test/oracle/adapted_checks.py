"""The kinds of harm that rule pages state, as questions to examples for the frameworks of adapters.py.

`mode` is 'train' or 'eval': the mode of the model or the framework in which the call is run.
"""

import numpy as np

PASSES = 6


def outputs_of(subject, mode):
    run = subject.fresh()
    return [run(mode == "train") for _ in range(PASSES)]


def same(one, other):
    return len(one) == len(other) and all(np.array_equal(a, b) for a, b in zip(one, other))


def passes_differ(subject, mode="eval"):
    """Several passes over the same input give different outputs."""
    outputs = outputs_of(subject, mode)
    different = sum(not same(outputs[0], one) for one in outputs[1:])
    return different > 0, f"{different} of {PASSES - 1} further passes differ from the first in {mode} mode"


def passes_equal(subject, mode="train"):
    """Dropout is written, and all passes give the same output."""
    differ, measured = passes_differ(subject, mode)
    return not differ, measured


def drops(subject, least, mode="train"):
    """At least this share of the output is zero in this mode and not in eval mode."""
    run = subject.fresh()
    lost = [float(((one == 0) & (other != 0)).mean()) for one, other in zip(run(mode == "train"), run(False))]
    largest = max(lost, default=0.0)
    return largest >= least, f"largest share dropped in {mode} mode: {largest:.2f}"


def drops_nothing(subject, mode="train"):
    """The output in this mode is that of a pass in eval mode."""
    run = subject.fresh()
    equal = same(run(mode == "train"), run(False))
    return equal, f"output in {mode} mode {'equal to' if equal else 'unlike'} that without dropout"


def output_zeros(subject, least, mode="train"):
    """At least this share of the output is exactly zero."""
    outputs = subject.fresh()(mode == "train")
    share = float(sum((one == 0).sum() for one in outputs)) / max(1, sum(one.size for one in outputs))
    return share >= least, f"share of zeros in the output in {mode} mode: {share:.2f}"


def raises(subject, error, mode="train"):
    """Building the model or running the call raises this error."""
    try:
        subject.fresh()(mode == "train")
    except Exception as problem:
        name = type(problem).__name__
        return name in error.split("|"), f"{name}: {str(problem).splitlines()[0][:120]}"
    return False, "runs without an error"


def output_not_finite(subject, mode="train"):
    """Some of the output is not a finite number."""
    share = max(float((~np.isfinite(one)).mean()) for one in subject.fresh()(mode == "train"))
    return share > 0, f"share of NaN and infinity in the output in {mode} mode: {share:.2f}"


def scales_at_inference(subject):
    """A pass in eval mode gives other numbers than went in."""
    output = subject.fresh()(False)[0]
    from adapted_subjects import numbers

    ratio = float(np.abs(output).sum() / np.abs(numbers(*output.shape)).sum())
    return abs(ratio - 1) > 1e-3, f"output over input in eval mode: {ratio:.2f}"
