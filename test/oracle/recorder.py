"""Watches the dropout functions and layers of PyTorch while an example is run."""

import contextlib
import functools
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F

NAMES = ["dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout"]


@dataclass
class Draws:
    """For every call of a dropout function: what was not zero before, what it dropped of that, and its output."""

    alive: list = field(default_factory=list)
    lost: list = field(default_factory=list)
    shares: list = field(default_factory=list)
    outputs: list = field(default_factory=list)


@contextlib.contextmanager
def draws():
    """Wraps the functions as long as it lasts; the layers call them too, so their draws are seen as well."""
    record = Draws()
    places = [(F, name) for name in NAMES] + [(torch, "dropout")]
    before = [getattr(place, name) for place, name in places]
    for (place, name), function in zip(places, before):
        setattr(place, name, watched(function, record))
    try:
        yield record
    finally:
        for (place, name), function in zip(places, before):
            setattr(place, name, function)


@contextlib.contextmanager
def layers():
    """Lists of each dropout layer that runs whether it is in training mode, and whether gradients are on."""
    seen = []

    def note(layer, _):
        if isinstance(layer, torch.nn.modules.dropout._DropoutNd) and layer.p > 0:
            seen.append((layer.training, torch.is_grad_enabled()))

    hook = torch.nn.modules.module.register_module_forward_pre_hook(note)
    try:
        yield seen
    finally:
        hook.remove()


def watched(function, record):
    @functools.wraps(function)
    def draw(input, *args, **kwargs):
        before = input.detach().clone()
        output = function(input, *args, **kwargs)
        after = output.detach()
        alive = before != 0
        lost = alive & (after != before) & is_dropped(function, after)
        record.alive.append(alive)
        record.lost.append(lost)
        record.shares.append(float(lost.sum()) / max(1, int(alive.sum())))
        record.outputs.append(after.clone())
        return output

    return draw


def is_dropped(function, output):
    """Dropped units are zero; those of alpha dropout share one other value, the smallest."""
    return output == (output.min() if "alpha" in function.__name__ else 0)
