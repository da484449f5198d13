"""The kinds of harm that rule pages state, each as a question to a model that is run.

Every check answers with whether the harm is there, and with what was measured.
`mode` is 'train', 'eval', or 'untouched': as the code itself left it.
"""

import warnings

import torch
from torch import nn

import recorder
from measures import PASSES, draws_of, dropout_rates, flat, listed, outputs_of, same, set_mode


def passes_differ(subject, mode="eval", after=None):
    """Several passes over the same input give different outputs."""
    outputs = outputs_of(subject, mode, after)
    different = sum(not same(outputs[0], one) for one in outputs[1:])
    return different > 0, f"{different} of {PASSES - 1} further passes differ from the first in {mode} mode"


def passes_equal(subject, mode="train", after=None):
    """Dropout is written, and all passes over the same input give the same output."""
    differ, measured = passes_differ(subject, mode, after)
    return not differ, measured


def rate_without_effect(subject):
    """A recurrent layer was given a rate, and all passes in training mode give the same output."""
    written = [one.dropout for one in subject.fresh()[0].modules() if isinstance(one, nn.RNNBase)]
    equal, measured = passes_equal(subject, "train")
    return equal and any(written), f"rates written: {listed(written)}; {measured}"


def mask_repeats(subject):
    """Training drops something, and the same in every pass."""
    trained = outputs_of(subject, "train", None)
    plain = outputs_of(subject, "eval", None)
    repeats = all(same(trained[0], one) for one in trained[1:])
    drops = not same(trained[0], plain[0])
    return repeats and drops, f"passes in train mode {'equal' if repeats else 'differ'}, {'unlike' if drops else 'like'} eval mode"


def drops(subject, least, mode="train"):
    """Some dropout call zeroes at least this share of its input."""
    shares = draws_of(subject, mode).shares
    largest = max(shares, default=0.0)
    return largest >= least, f"largest share dropped in {mode} mode: {largest:.2f}"


def drops_nothing(subject, mode="train"):
    """Some dropout call leaves all of its input alone."""
    shares = draws_of(subject, mode).shares
    return any(share == 0 for share in shares), f"shares dropped in {mode} mode: {listed(shares)}"


def output_zeros(subject, least, mode="train"):
    """At least this share of the output is exactly zero."""
    outputs = flat(outputs_of(subject, mode, None)[0])
    share = float(sum((one == 0).sum() for one in outputs)) / max(1, sum(one.numel() for one in outputs))
    return share >= least, f"share of zeros in the output in {mode} mode: {share:.2f}"


def input_zeros(subject, above):
    """More than this share of the input is zero where it reaches the first layer with weights."""
    model, run = subject.fresh()
    seen = []
    for layer in model.modules():
        if not list(layer.children()) and list(layer.parameters()):
            layer.register_forward_pre_hook(lambda _, given: seen.append(float((given[0] == 0).float().mean())))
    set_mode(model, "train")
    run()
    first = seen[0] if seen else 0.0
    return first > above, f"share of zeros at the first layer with weights: {first:.2f}"


def raises(subject, error, at="run", mode="train"):
    """The example raises this error when it is built, run in a mode, run backward, or switched to a mode."""
    try:
        model, run = subject.fresh()
        if at == "build":
            return False, "builds"
        if at in ("eval", "train"):
            getattr(model, at)()
            return False, f"{at}() works"
        set_mode(model, mode)
        output = run()
        if at == "backward":
            sum(one.sum() for one in flat(output)).backward()
    except Exception as problem:
        name = type(problem).__name__
        text = str(problem).split("\n")[0][:120]
        return name in error.split("|"), f"{name}: {text}"
    return False, "runs without an error"


def rate_ignored(subject):
    """The rates of the layers are the same whatever is passed for R in the expression."""
    low, high = (dropout_rates(subject.fresh(R=rate)[0]) for rate in (0.1, 0.8))
    equal = [one for one, other in zip(low, high) if one == other]
    return len(equal) > 0, f"rates for 0.1: {listed(low)}, for 0.8: {listed(high)}"


def overwrites_input(subject):
    """Some dropout layer changes its own input while training."""
    model, _ = subject.fresh()
    changed = []
    for layer in model.modules():
        if "Dropout" not in type(layer).__name__:
            continue
        given = torch.ones(2, 64, 4, 4)
        nn.Module.train(layer, True)
        layer(given)
        changed.append(bool((given != 1).any()))
    return any(changed), f"layers that overwrite their input: {sum(changed)} of {len(changed)}"


def children_keep_mode(subject, action="eval"):
    """Switching the model does not switch the layers inside."""
    model, _ = subject.fresh()
    getattr(model, action)()
    left = [type(one).__name__ for one in model.modules() if one is not model and one.training]
    return len(left) > 0, f"still in training mode: {', '.join(left) or 'none'}"


def state_changes(subject, buffer="running_mean"):
    """Running the call leaves other numbers in the buffers of that name."""
    model, run = subject.fresh()
    before = [value.clone() for name, value in model.named_buffers() if name.endswith(buffer)]
    run()
    after = [value for name, value in model.named_buffers() if name.endswith(buffer)]
    moved = sum(not torch.equal(one, other) for one, other in zip(before, after))
    return moved > 0, f"{buffer} changed in {moved} of {len(before)} layers"


def stays_in_training(subject):
    """After the call the model is still in training mode."""
    model, run = subject.fresh()
    run()
    return model.training, f"training is {model.training} after the call"


def drops_without_gradient(subject):
    """Some dropout layer is on while gradients are off, that is in an evaluation."""
    with recorder.layers() as layers:
        subject.fresh()[1]()
    count = layers.count((True, False))
    return count > 0, f"dropout on without gradients in {count} of {len(layers)} calls of dropout layers"


def off_with_gradient(subject):
    """Some dropout layer is off while gradients are on, that is in a training step."""
    with recorder.layers() as layers:
        subject.fresh()[1]()
    count = layers.count((False, True))
    return count > 0, f"dropout off with gradients in {count} of {len(layers)} calls of dropout layers"


def gradient_where_dropped(subject):
    """Elements of the input x that the forward pass dropped get a gradient."""
    x = torch.ones(200, 64, requires_grad=True)
    _, run = subject.fresh(x=x)
    output = run()
    output.sum().backward()
    wrong = (output == 0) & (x.grad != 0)
    return bool(wrong.any()), f"share of elements with output 0 and a gradient: {float(wrong.float().mean()):.2f}"


def dropped_turn_nonzero(subject, least):
    """What a dropout layer zeroes is another number after the layers behind it."""
    with recorder.draws() as record:
        model, run = subject.fresh()
        set_mode(model, "train")
        output = flat(run())[0]
    masks = [one == 0 for one in record.outputs if one.shape == output.shape and bool((one == 0).any())]
    share = float((output[masks[-1]] != 0).float().mean()) if masks else 0.0
    return share >= least, f"share of dropped units that are not zero in the output: {share:.2f}"


def zero_vectors(subject):
    """In training, not in eval mode, some whole vectors along the last axis of the output are zero."""
    shares = {}
    for mode in ("train", "eval"):
        outputs = [one for one in flat(outputs_of(subject, mode, None)) if one.dim() > 1]
        shares[mode] = max((float((one == 0).all(-1).double().mean()) for one in outputs), default=0.0)
    measured = f"share of vectors that are zero: {shares['train']:.2f} in training, {shares['eval']:.2f} in eval mode"
    return shares["train"] > shares["eval"], measured


def warns(subject, about):
    """PyTorch warns of something in a pass in training mode."""
    model, run = subject.fresh()
    set_mode(model, "train")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        run()
    texts = [str(one.message).split("\n")[0] for one in caught]
    return any(about in text for text in texts), "; ".join(text[:80] for text in texts) or "no warning"


def maps_partly_dropped(subject):
    """Some map of a four- or five-dimensional tensor loses single elements while others of the map stay."""
    draws = draws_of(subject, "train")
    shares = [maps_with_both(lost, alive) for lost, alive in zip(draws.lost, draws.alive) if lost.dim() >= 4]
    return any(share > 0 for share in shares), f"share of maps that lose some of their elements: {listed(shares)}"


def maps_with_both(lost, alive):
    gone = (lost & alive).flatten(2).any(-1)
    left = (alive & ~lost).flatten(2).any(-1)
    return float((gone & left).double().mean())
