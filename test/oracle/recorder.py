"""Watches every dropout function of PyTorch: what it returns, and which share of its input it sets to zero."""

import functools

import torch
import torch.nn.functional as F

NAMES = ["dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "feature_alpha_dropout"]
_shares = []
_listeners = []
_layers = []


def install():
    """Wraps the functions; the layers call them too, so their draws are seen as well."""
    for name in NAMES:
        setattr(F, name, watched(getattr(F, name)))
    torch.dropout = watched(torch.dropout)
    torch.nn.modules.module.register_module_forward_pre_hook(note_layer)


def note_layer(layer, _):
    """Keeps of each dropout layer that runs whether it was switched on, and whether gradients were."""
    if isinstance(layer, torch.nn.modules.dropout._DropoutNd) and layer.p > 0:
        _layers.append((layer.training, torch.is_grad_enabled()))


def layers_of(action):
    """The dropout layers that ran in the action: pairs of `training` and whether gradients were on."""
    start = len(_layers)
    action()
    return _layers[start:]


def watched(function):
    @functools.wraps(function)
    def draw(input, *args, **kwargs):
        before = input.detach().clone() if is_plain(input) else None
        output = function(input, *args, **kwargs)
        if before is not None and before.numel() > 0:
            alive = before != 0
            changed = alive & (output.detach() != before) & is_dropped(function, output.detach())
            _shares.append(float(changed.sum()) / max(1, int(alive.sum())))
            for listener in _listeners:
                listener(output.detach())
        return output

    return draw


def is_dropped(function, output):
    """Dropped units are zero; those of alpha dropout share one other value, the smallest."""
    return output == (output.min() if "alpha" in function.__name__ else 0)


def is_plain(value):
    """A tensor with numbers in it: nothing that stands for one while a function is mapped, traced or exported."""
    is_tensor = type(value) in (torch.Tensor, torch.nn.Parameter) and torch._C._get_tracing_state() is None
    return is_tensor and not torch._C._functorch.is_functorch_wrapped_tensor(value)


def on_output(listener):
    """Calls the listener with each output from now on; None ends it."""
    _listeners[:] = [] if listener is None else [listener]


def shares_of(action):
    """The shares of the calls that ran in the action, in order."""
    start = len(_shares)
    action()
    return _shares[start:]
