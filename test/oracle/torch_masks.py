"""Masks and values of torch's CPU dropout functions."""

import warnings

import numpy as np
import torch
import torch.nn.functional as F

import cases

warnings.simplefilter("ignore")
rng = cases.draws("torch")
TYPES = {name: getattr(torch, name) for name in ["float32", "float64", "float16", "bfloat16"]}
RANKS = {
    "dropout": [1, 2, 3, 4],
    "dropout1d": [2, 3],
    "dropout2d": [2, 3, 4, 5],
    "dropout3d": [3, 4, 5],
    "alpha_dropout": [1, 2, 3],
    "feature_alpha_dropout": [2, 3, 4],
    "bernoulli": [1, 2],
    "bernoulli_": [1, 2],
}


def call(api, tensor, p):
    if api == "bernoulli":
        return torch.bernoulli(torch.full(tensor.shape, p, dtype=tensor.dtype))
    if api == "bernoulli_":
        return torch.empty(tensor.shape, dtype=tensor.dtype).bernoulli_(p)
    return getattr(F, api)(tensor, p, True)


def kept(api, result, p, sizes):
    """The mask of a result on ones: a dropped unit is 0, or the saturated value of alpha dropout."""
    values = result.to(torch.float64).numpy()
    if "alpha" in api and 0 < p < 1:
        values = np.where(values > 0, 1, 0)
    rank = len(sizes)
    if api in ("dropout1d", "dropout2d", "dropout3d", "feature_alpha_dropout"):
        single = (api == "dropout1d" and rank == 2) or (api == "dropout3d" and rank != 5)
        values = values.reshape(*(sizes[:1] if single else sizes[:2]), -1)[..., 0]
    return cases.mask_text(values != 0)


def in_memory_order(array, order):
    """The same logical tensor, laid out with the given dimensions from slowest to fastest."""
    tensor = torch.from_numpy(array)
    return tensor.permute(order).contiguous().permute(np.argsort(order).tolist())


def one(api):
    sizes = cases.shape(rng, rng.choice(RANKS[api]), 5)
    seed, p, calls = cases.seed64(rng), cases.rate(rng), rng.randint(1, 3)
    skip = rng.choice([0, 0, rng.randint(1, 2000)])
    order = None
    if api == "dropout" and len(sizes) > 1 and rng.random() < 0.6:
        order = rng.sample(range(len(sizes)), len(sizes))
    values = not api.startswith("bernoulli") and cases.short(sizes)
    kind = "float32" if values else rng.choice(list(TYPES))
    options = {"framework": "torch", "api": api, "seed": seed, "p": p}
    options |= {"shape": cases.joined(sizes), "calls": calls}
    if skip:
        options["skip-u32"] = skip
    if kind != "float32":
        options["dtype"] = kind
    if order:
        options["memory-order"] = cases.joined(order)

    def run(array):
        torch.manual_seed(seed)
        torch.rand(skip)
        tensor = in_memory_order(array, order) if order else torch.from_numpy(array)
        return [call(api, tensor.to(TYPES[kind]), p) for _ in range(calls)]

    masks = [kept(api, y, p, sizes) for y in run(np.ones(sizes, np.float32))]
    outputs = [cases.hex_bits(y.numpy()) for y in run(cases.ramp(sizes))] if values else None
    return cases.case(options, masks, outputs)


def refused(api, p):
    options = {"framework": "torch", "api": api, "seed": 1, "p": p, "shape": "2,3,4"}
    return cases.rejected(options, lambda: call(api, torch.ones(2, 3, 4), p))


found = [one(api) for api in RANKS for _ in range(60 if api == "dropout" else 24)]
found += [refused(api, p) for api in RANKS for p in (-0.1, 1.5)]
one_linear = {"framework": "torch", "api": "dropout", "seed": 3, "p": 0.5, "shape": 40}
torch.manual_seed(3)
torch.nn.Linear(7, 5)
found.append(cases.case(one_linear | {"skip-u32": 40}, [kept("dropout", F.dropout(torch.ones(40), 0.5), 0.5, [40])]))
cases.write("torch", torch.__version__.split("+")[0], found)
