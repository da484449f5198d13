"""What rows claim about values and modes, measured by running the API."""

import torch
from torch import nn

# Arguments without which an API cannot be made or called; X is the tensor that flows through it.
X = object()
MAKE = {
    "torch.nn.GroupNorm": (2, 6),
    "torch.nn.LayerNorm": (6,),
    "torch.nn.RMSNorm": (6,),
    "torch.nn.Linear": (6, 6),
    "torch.nn.BatchNorm1d": (6,),
    "torch.nn.Conv1d": (6, 6, 3),
    "torch.nn.Conv2d": (6, 6, 3),
    "torch.nn.MaxPool1d": (2,),
    "torch.nn.MaxPool2d": (2,),
    "torch.nn.AvgPool1d": (2,),
    "torch.nn.AvgPool2d": (2,),
    "torch.nn.AdaptiveAvgPool2d": (1,),
    "torch.nn.Softmax": (-1,),
    "torch.nn.LogSoftmax": (-1,),
    "torch.nn.Softmin": (-1,),
    "torch.nn.Threshold": (0.1, 0.0),
    "torch.nn.Flatten": (),
    "torch.nn.RNN": (6, 6, 2),
    "torch.nn.LSTM": (6, 6, 2),
    "torch.nn.GRU": (6, 6, 2),
    "torch.nn.RNNCell": (6, 6),
    "torch.nn.LSTMCell": (6, 6),
    "torch.nn.GRUCell": (6, 6),
    "torch.nn.MultiheadAttention": (6, 2),
    "torch.nn.TransformerEncoderLayer": (6, 2),
    "torch.nn.TransformerDecoderLayer": (6, 2),
    "torch.nn.Transformer": (6, 2, 1, 1),
    "torchvision.ops.StochasticDepth": {"mode": "row"},
    "torchvision.ops.DropBlock2d": {"block_size": 3},
    "torchvision.ops.DropBlock3d": {"block_size": 3},
    "torchvision.ops.MLP": (6, [6, 6]),
    "timm.layers.Mlp": (6,),
}
GRAPH = {"GATConv", "GATv2Conv", "SuperGATConv", "TransformerConv", "HypergraphConv", "ARMAConv"}
MAKE |= {f"torch_geometric.nn.{name}": (6, 6) for name in GRAPH} | {
    "torch_geometric.nn.RGATConv": (6, 6, 2),
    "torch_geometric.nn.HEATConv": (6, 6, 2, 2, 2, 2, 2),
    "torch_geometric.nn.APPNP": (2, 0.1),
    "torch_geometric.nn.FAConv": (6,),
    "torch_geometric.nn.GCN": (6, 6, 2),
    "torch_geometric.nn.MLP": ([6, 6, 6],),
}
CALL = {
    "torch.nn.MultiheadAttention": (X, X, X),
    "torch.nn.TransformerDecoderLayer": (X, X),
    "torch.nn.Transformer": (X, X),
    "torch.nn.functional.scaled_dot_product_attention": (X, X, X),
    "torch.nn.functional.softmax": (X, -1),
    "torch.nn.functional.softmin": (X, -1),
    "torch.nn.functional.log_softmax": (X, -1),
    "torch.nn.functional.threshold": (X, 0.1, 0.0),
    "torch.nn.functional.threshold_": (X, 0.1, 0.0),
    "torch.nn.functional.prelu": (X, torch.tensor(0.25)),
    "torch.prelu": (X, torch.tensor(0.25)),
    "torch.softmax": (X, -1),
    "torch.log_softmax": (X, -1),
    "torch.Tensor.softmax": (X, -1),
    "torch.Tensor.log_softmax": (X, -1),
    "torch.flatten": (X,),
    "torch.reshape": (X, (-1,)),
    "torch.unsqueeze": (X, 0),
    "torch.transpose": (X, 0, 1),
    "torch.swapaxes": (X, 0, 1),
    "torch.permute": (X, (1, 0)),
    "torch.movedim": (X, 0, 1),
    "torch.unflatten": (X, 1, (2, 3)),
    "torch.Tensor.unflatten": (X, 1, (2, 3)),
    "torch.Tensor.view": (X, -1),
    "torch.Tensor.view_as": (X, X),
    "torch.Tensor.reshape": (X, -1),
    "torch.Tensor.reshape_as": (X, X),
    "torch.Tensor.unsqueeze": (X, 0),
    "torch.Tensor.transpose": (X, 0, 1),
    "torch.Tensor.swapaxes": (X, 0, 1),
    "torch.Tensor.permute": (X, 1, 0),
    "torch.Tensor.movedim": (X, 0, 1),
    "torch.Tensor.expand": (X, -1, -1),
    "torch.Tensor.expand_as": (X, X),
    "torchvision.ops.stochastic_depth": {"mode": "row"},
    "torchvision.ops.drop_block2d": {"block_size": 3},
    "torchvision.ops.drop_block3d": {"block_size": 3},
}
EDGES = torch.tensor([[i, j] for i in range(6) for j in range(6) if i != j]).T.contiguous()
CALL |= {f"torch_geometric.nn.{name}": (X, EDGES) for name in GRAPH | {"APPNP", "GCN"}} | {
    "torch_geometric.nn.RGATConv": (X, EDGES, torch.zeros(EDGES.shape[1], dtype=torch.long)),
    "torch_geometric.nn.FAConv": (X, X, EDGES),
    "torch_geometric.nn.ARMAConv": (X, EDGES),
    "torch_geometric.nn.HypergraphConv": (X, EDGES),
} | {
    f"torch_geometric.utils.dropout_{name}": (EDGES,) for name in ("edge", "node", "adj")
}
SHAPES = {2: (6, 6), 3: (4, 6, 6), 4: (4, 6, 8, 8), 5: (2, 6, 8, 8, 8)}
RANK = {"recurrent": 3, "transformer": 3, "attention": 3, "maxPool": 3, "averagePool": 3}
REPEATS = 6


def behaviour_of(row, thing):
    """Measured columns of one row; empty where the row claims nothing that is measured here."""
    name, result = row["names"][0], {}
    if row["form"] == "module" and not isinstance(thing, type):
        return result
    if row.get("rate") and row.get("range"):
        run = runner(row, thing)
        if run(0.5, True) != "cannot run":
            if run(0.5, None) != "cannot run":
                result["untouched"] = untouched(run, row["form"])
            result["range"] = {
                "below": outcome(run, -0.1),
                "one": outcome(run, 1.0),
                "above": outcome(run, 1.5),
            }
    if name.startswith("torch.") and (row["kind"] in PLAIN_KINDS or row.get("savesOutput")):
        result |= of_values(row, thing)
    return result


PLAIN_KINDS = (
    "activation batchNorm layerNorm linear convolution recurrent recurrentCell attention transformer "
    "maxPool averagePool reshape identity dropout"
).split()


def runner(row, thing):
    """A function (rate, training) -> output, an exception with its place, or 'cannot run'."""
    name, rate, flag = row["names"][0], row["rate"], row.get("training", {}).get("argument")
    x = sample(row)

    def run(value, training):
        if row["form"] == "module":
            return run_module(value, training)
        keywords = {rate: value}
        if flag:
            keywords |= {flag: training} if training is not None else {}
        try:
            return tensor_of(call(name, thing, x.clone(), keywords))
        except (TypeError, ImportError):
            return "cannot run"
        except (ValueError, RuntimeError, AssertionError) as error:
            return error

    def run_module(value, training):
        try:
            module = make(name, thing, {rate: value})
        except (TypeError, ImportError):
            return "cannot run"
        except (ValueError, AssertionError):
            return "error at construction"
        if training is not None:
            module.train(training)
        try:
            return tensor_of(call(name, module, x.clone(), {}))
        except (TypeError, ImportError):
            return "cannot run"
        except (ValueError, RuntimeError, AssertionError) as error:
            return error

    return run


def untouched(run, form):
    """'on', 'off' or 'module': whether a call that says nothing drops, and whether eval() stops it."""
    if not is_random(lambda: run(0.5, None)):
        return "off"
    return "module" if form == "module" and not is_random(lambda: run(0.5, False)) else "on"


def outcome(run, rate):
    training = run(rate, True)
    if training == "error at construction":
        return training
    if isinstance(training, Exception):
        return "error at call" if isinstance(run(rate, False), Exception) else "error in training"
    if training.numel() > 0 and not training.any():
        return "all zero"
    torch.manual_seed(1)
    off = run(rate, False)
    return "no dropout" if isinstance(off, torch.Tensor) and same_value(run, rate, off) else "accepted"


def same_value(run, rate, off):
    for _ in range(REPEATS):
        torch.manual_seed(1)
        training = run(rate, True)
        if training.shape != off.shape or not torch.allclose(training, off, atol=1e-6):
            return False
    return True


def is_random(run):
    # The seed before each call fixes the weights; what is drawn after them differs with the extra draws.
    values = []
    for repeat in range(REPEATS):
        torch.manual_seed(7)
        NOISE.skip = repeat
        value = run()
        if not isinstance(value, torch.Tensor):
            return False
        values.append(value)
    return any(v.shape != values[0].shape or not torch.allclose(v, values[0], atol=1e-6) for v in values)


CANNOT_RUN = (TypeError, ValueError, RuntimeError, IndexError, AttributeError, AssertionError)


class NOISE:
    """Number of draws made between the weights and the call."""

    skip = 0


def of_values(row, thing):
    name, result = row["names"][0], {}
    variants = [("savesOutput", {})]
    if row.get("inPlaceArgument") and row["kind"] == "activation":
        variants.append(("savesOutputInPlace", {row["inPlaceArgument"]: True}))
    for key, keywords in variants:
        saved = saves_output(row, thing, keywords)
        if saved is not None:
            result[key] = saved
    if row["kind"] == "activation":
        result |= of_activation(applier(row, thing, {}))
    if row["kind"] in ("reshape", "identity"):
        result |= of_alias(applier(row, thing, {}))
    return result


def of_activation(apply):
    try:
        return {"atZero": round(float(apply(torch.zeros(6, 6))[0, 0]), 6), "commutes": commutes(apply)}
    except CANNOT_RUN:
        return {}


def of_alias(apply):
    x = torch.zeros(1, 4, 6, 6)
    for view in (x, x[0, 0]):
        try:
            return {"alias": apply(view).data_ptr() == x.data_ptr()}
        except CANNOT_RUN:
            continue
    return {}


POSITIVE = {"sqrt", "rsqrt", "reciprocal"}


def saves_output(row, thing, keywords):
    """Whether dropout in place on its output makes backward raise; None where it cannot be run."""
    apply = applier(row, thing, keywords)
    if apply is None:
        return None
    x = sample(row).requires_grad_()
    try:
        output = apply(x.abs() + 1.0 if row["names"][0].rsplit('.')[-1] in POSITIVE else x * 1.0)
        torch.dropout_(output, 0.5, True)
        output.sum().backward()
    except CANNOT_RUN as error:
        return True if "modified by an inplace operation" in str(error) else None
    return False


def applier(row, thing, keywords):
    name = row["names"][0]
    if row["form"] == "module":
        try:
            module = make(name, thing, keywords)
        except (TypeError, ValueError):
            return None
        return lambda x: tensor_of(call(name, module, x, {}))
    return None if row["kind"] == "dropout" else lambda x: tensor_of(call(name, thing, x, keywords))


def commutes(apply):
    x = torch.randn(60, 60)
    mask = 2.0 * (torch.rand(60, 60) > 0.5)
    scaled = [x * scale for scale in (0.3, 1.0, 5.0)]
    return all(
        torch.allclose(apply(part * mask), apply(part.clone()) * mask, rtol=1e-4, atol=1e-6)
        for part in scaled
    )


def make(name, thing, keywords):
    extra = MAKE.get(name, ())
    module = thing(*extra, **keywords) if isinstance(extra, tuple) else thing(**extra, **keywords)
    for parameter in module.parameters():
        if not isinstance(parameter, nn.parameter.UninitializedParameter):
            nn.init.normal_(parameter)  # biases start at zero and would look like dropped output
    torch.rand(NOISE.skip)
    return module


def call(name, thing, x, keywords):
    extra = CALL.get(name, (X,))
    if not isinstance(thing, nn.Module):
        torch.rand(NOISE.skip)
    if isinstance(extra, dict):
        return thing(x, **extra, **keywords)
    return thing(*(x if value is X else value for value in extra), **keywords)


def tensor_of(output):
    while isinstance(output, tuple):
        output = output[0]
    return output


def sample(row):
    rank = row.get("inputRank") or RANK.get(row["kind"], 2)
    if row["names"][0].endswith("scaled_dot_product_attention"):
        rank = 4
    return torch.randn(SHAPES[rank]) + 0.0
