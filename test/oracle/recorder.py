"""Watches every dropout function of PyTorch: which share of its input each call sets to zero."""

import functools

import torch
import torch.nn.functional as F

NAMES = ["dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout"]
_shares = []


def install():
    """Wraps the functions; the layers call them too, so their draws are seen as well."""
    for name in NAMES:
        setattr(F, name, watched(getattr(F, name)))
    torch.dropout = watched(torch.dropout)


def watched(function):
    @functools.wraps(function)
    def draw(input, *args, **kwargs):
        before = input.detach().clone() if is_plain(input) else None
        output = function(input, *args, **kwargs)
        if before is not None and before.numel() > 0:
            alive = before != 0
            lost = alive & (output.detach() == 0)
            _shares.append(float(lost.sum()) / max(1, int(alive.sum())))
        return output

    return draw


def is_plain(value):
    return isinstance(value, torch.Tensor) and not torch._C._functorch.is_functorch_wrapped_tensor(value)


def shares_of(action):
    """The shares of the calls that ran in the action, in order."""
    start = len(_shares)
    action()
    return _shares[start:]
