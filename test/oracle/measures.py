"""What checks of examples are made from: passes of a model, and the numbers in its outputs."""

import torch
from torch import nn

import recorder

PASSES = 6


def averaged(model, run, mode, passes=400):
    set_mode(model, mode)
    with torch.no_grad():
        total = sum(torch.cat([one.flatten() for one in flat(run())]).double() for _ in range(passes))
    return total / passes


def variance_of(values):
    dims = [axis for axis in range(values.dim()) if axis != 1]
    return values.var(dims, unbiased=False)


def outputs_of(subject, mode, after):
    """The outputs of several passes of one model, each as numbers of its own."""
    model, run = subject.fresh()
    if after is not None:
        set_mode(model, after)
        run()
    set_mode(model, mode)
    return [copied(run()) for _ in range(PASSES)]


def draws_of(subject, mode):
    """What the dropout functions did in one pass of a new model."""
    with recorder.draws() as record:
        model, run = subject.fresh()
        set_mode(model, mode)
        run()
    return record


def set_mode(model, mode):
    if mode == "untouched" or not isinstance(model, nn.Module):
        return
    getattr(model, mode)()


def dropout_rates(model):
    return [one.p for one in model.modules() if isinstance(one, nn.modules.dropout._DropoutNd)]


def flat(value):
    """All tensors and numbers in an output, in order."""
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, (bool, int, float)):
        return [torch.tensor(value)]
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, (list, tuple)) or hasattr(value, "__iter__") and not isinstance(value, str):
        return [tensor for one in value for tensor in flat(one)]
    return []


def copied(value):
    return [one.detach().clone() for one in flat(value)]


def same(one, other):
    return len(one) == len(other) and all(torch.equal(a, b) for a, b in zip(one, other))


def listed(numbers):
    return ", ".join(f"{number:.3g}" for number in numbers) or "none"
