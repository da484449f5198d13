"""Masks of jax.random.bernoulli, and masks and values of Flax linen's and NNX's Dropout."""

import flax
import flax.linen as nn
import jax
import jax.numpy as jnp
from flax import nnx

import cases

rng = cases.draws("jax")


def seed32(rng):
    return rng.choice([0, 5, 42, 2**31 - 1, rng.randrange(2**31), -1, -rng.randrange(1, 2**31)])


def bernoulli():
    sizes = cases.shape(rng, rng.choice([1, 2, 3]), 9)
    seed, p, old = seed32(rng), cases.rate(rng), rng.random() < 0.4
    steps = []
    with jax.threefry_partitionable(not old):
        key = jax.random.key(seed)
        for _ in range(rng.choice([0, 0, 1, 2, 3])):
            if rng.random() < 0.5:
                count = rng.randint(1, 5)
                index = rng.randrange(count)
                key = jax.random.split(key, count)[index]
                steps.append(f"split:{count}:{index}")
            else:
                data = rng.randrange(2**32)
                key = jax.random.fold_in(key, data)
                steps.append(f"fold_in:{data}")
        mask = cases.mask_text(jax.random.bernoulli(key, p, sizes))
    options = {"framework": "jax", "api": "bernoulli", "seed": seed, "p": p}
    options |= {"shape": cases.joined(sizes)}
    if steps:
        options["key-ops"] = ",".join(steps)
    if old:
        options["no-partitionable"] = True
    return cases.case(options, [mask])


def layer_options(framework):
    sizes = cases.shape(rng, rng.choice([1, 2, 3]), 8)
    p = rng.choice([cases.rate(rng), cases.rate(rng), 0.0, 1.0, 5.0, -0.5])
    dims = [d for d in range(len(sizes)) if rng.random() < 0.25]
    options = {"framework": framework, "api": "Dropout", "seed": seed32(rng), "p": p}
    options |= {"shape": cases.joined(sizes), "calls": rng.randint(1, 3)}
    if dims:
        options["broadcast-dims"] = cases.joined(dims)
    return options, sizes, p, dims


def reduced(y, dims):
    for dim in dims:
        y = jnp.take(y, jnp.array([0]), axis=dim)
    return cases.mask_text(y != 0)


class Nested(nn.Module):
    """Scopes of the given names, one in the other, with a Dropout called several times at the end."""

    scopes: tuple
    calls: int
    layer: dict

    @nn.compact
    def __call__(self, x):
        if len(self.scopes) > 1:
            return Nested(self.scopes[1:], self.calls, self.layer, name=self.scopes[0])(x)
        dropout = nn.Dropout(**self.layer, deterministic=False, name=self.scopes[0])
        return [dropout(x) for _ in range(self.calls)]


def answered(options, sizes, dims, run):
    masks = [reduced(y, dims) for y in run(jnp.ones(sizes))]
    if not cases.short(sizes):
        return cases.case(options, masks)
    x = cases.ramp(sizes)
    if rng.random() < 0.6:
        options, x = options | {"array": "jax"}, jnp.asarray(x)
    return cases.case(options, masks, [cases.hex_bits(y) for y in run(x)])


def linen():
    options, sizes, p, dims = layer_options("flax")
    names = ["encoder", "blocks_0", "blocks_1", "Dropout_0", "Dropout_12", "été", "a"]
    path = tuple(rng.choice(names) for _ in range(rng.choice([0, 1, 2, 3])))
    if path:
        options["path"] = ",".join(path)
    layer = {"rate": p, "broadcast_dims": tuple(dims)}
    rngs = {"dropout": jax.random.key(options["seed"])}
    calls = options["calls"]

    def run(x):
        if path:
            return Nested(path, calls, layer).apply({}, x, rngs=rngs)
        root = nn.Dropout(**layer, deterministic=False)
        return nn.apply(lambda module: [module(x) for _ in range(calls)], root)({}, rngs=rngs)

    return answered(options, sizes, dims, run)


def many_linen_calls():
    """Enough calls in one scope for the counter to need two bytes."""
    rngs = {"dropout": jax.random.key(9)}
    root = nn.Dropout(0.5, deterministic=False)
    ys = nn.apply(lambda module: [module(jnp.ones(8)) for _ in range(260)], root)({}, rngs=rngs)
    options = {"framework": "flax", "api": "Dropout", "seed": 9, "p": 0.5, "shape": 8, "calls": 260}
    return cases.case(options, [reduced(y, []) for y in ys])


def nnx_case():
    options, sizes, p, dims = layer_options("nnx")
    prior, named = rng.choice([0, 0, 1, 2, 7]), rng.random() < 0.5
    if prior:
        options["prior-draws"] = prior

    def run(x):
        rngs = nnx.Rngs(dropout=options["seed"]) if named else nnx.Rngs(options["seed"])
        for _ in range(prior):
            rngs.dropout()
        layer = nnx.Dropout(p, broadcast_dims=tuple(dims), rngs=rngs)
        return [layer(x) for _ in range(options["calls"])]

    return answered(options, sizes, dims, run)


found = [bernoulli() for _ in range(80)]
found += [linen() for _ in range(60)] + [many_linen_calls()]
found += [nnx_case() for _ in range(50)]
cases.write("flax", f"jax {jax.__version__}, flax {flax.__version__}", found)
