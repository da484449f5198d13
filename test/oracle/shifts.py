"""Checks that compare the numbers in training with those in eval mode: means, scales, variances."""

import torch

from measures import PASSES, averaged, flat, listed, set_mode, variance_of


def variance_shift(subject, above):
    """The running variance of a BatchNorm is off by more than this factor from what it sees in eval mode."""
    model, run = subject.fresh()
    set_mode(model, "train")
    with torch.no_grad():
        for _ in range(200):
            run()
        seen = {}
        layers = [one for one in model.modules() if getattr(one, "running_var", None) is not None]
        for layer in layers:
            layer.register_forward_pre_hook(lambda one, given: seen.__setitem__(one, variance_of(given[0])))
        set_mode(model, "eval")
        run()
    ratios = [float((one.running_var.mean() / seen[one].mean())) for one in layers if one in seen]
    largest = max([*ratios, *(1 / ratio for ratio in ratios if ratio > 0)], default=1.0)
    return largest > above, f"running variance over variance in eval mode: {listed(ratios)}"


def mean_shift(subject, above):
    """The mean output in training is off from that in eval mode by more than this share of its spread."""
    model, run = subject.fresh()
    trained = averaged(model, run, "train")
    set_mode(model, "eval")
    with torch.no_grad():
        plain = torch.cat([one.flatten() for one in flat(run())]).double()
    shift = float((trained - plain).mean().abs() / plain.std().clamp_min(1e-9))
    return shift > above, f"mean in training off by {shift:.3f} standard deviations of the output in eval mode"


def scale_shift(subject, above):
    """The mean output in training is, as a whole, off from that in eval mode by more than this factor."""
    model, run = subject.fresh()
    trained = averaged(model, run, "train")
    set_mode(model, "eval")
    with torch.no_grad():
        plain = torch.cat([one.flatten() for one in flat(run())]).double()
    ratio = float((trained * plain).sum() / (plain * plain).sum().clamp_min(1e-12))
    return max(ratio, 1 / max(ratio, 1e-9)) > above, f"output in training over output in eval mode: {ratio:.3f}"


def spread_shift(subject, above):
    """The variance of the output is larger in training than in eval mode by more than this factor."""
    model, run = subject.fresh()
    set_mode(model, "train")
    with torch.no_grad():
        trained = torch.cat([one.flatten() for _ in range(PASSES) for one in flat(run())]).var()
        set_mode(model, "eval")
        plain = torch.cat([one.flatten() for one in flat(run())]).var()
    return float(trained / plain) > above, f"variance in training over variance in eval mode: {trained / plain:.3f}"
