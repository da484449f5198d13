"""Uniform and normal numbers of torch's CPU generator, and the weights of a fresh linear layer."""

import json

import torch

import cases

rng = cases.draws("torch numbers")


def numbers(kind, count, seed):
    torch.manual_seed(seed)
    return {"kind": kind, "count": count, "seed": seed, "bits": cases.hex_bits(getattr(torch, kind)(count).numpy())}


found = [numbers(kind, count, rng.randrange(1000)) for kind in ("rand", "randn") for count in (1, 2, 7, 14, 15, 16, 17, 31, 32, 45)]
lines = ",\n".join(json.dumps(entry) for entry in found)
(cases.GOLDEN / "torch-numbers.json").write_text(f'{{"framework": "torch", "version": "{torch.__version__.split("+")[0]}", "cases": [\n{lines}\n]}}\n')
print(f"torch-numbers: {len(found)} cases")
