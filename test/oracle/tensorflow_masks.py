"""Masks and values of TensorFlow's stateless and stateful dropout in eager mode on the CPU."""

import numpy as np
import tensorflow as tf
from tensorflow.python.eager import context

import cases

rng = cases.draws("tf")
TYPES = ["float32", "float64", "float16", "bfloat16"]


def common(api):
    sizes = cases.shape(rng, rng.choice([1, 2, 3]), 9)
    values = cases.short(sizes)
    kind = "float32" if values else rng.choice(TYPES)
    # In the short types a rate rounds towards 1, and the kept value can overflow; 0 is then no mask.
    p = cases.rate(rng) if kind == "float32" else rng.choice(cases.RATES[:-1])
    noise = [size if rng.random() < 0.6 else 1 for size in sizes] if rng.random() < 0.4 else None
    options = {"framework": "tf", "api": api, "p": p, "shape": cases.joined(sizes)}
    options["calls"] = rng.randint(1, 3)
    if kind != "float32":
        options["dtype"] = kind
    if noise:
        options["noise-shape"] = cases.joined(noise)
    return options, sizes, kind, p, noise, values


def reduced(y, noise, sizes):
    mask = tf.cast(y, tf.float64).numpy() != 0
    for axis, size in enumerate(noise or sizes):
        if size == 1:
            mask = mask.take([0], axis=axis)
    return cases.mask_text(mask)


def answered(options, sizes, kind, noise, values, run):
    masks = [reduced(y, noise, sizes) for y in run(tf.ones(sizes, kind))]
    outputs = None
    if values:
        outputs = [cases.hex_bits(y.numpy()) for y in run(tf.constant(cases.ramp(sizes)))]
    return cases.case(options, masks, outputs)


def stateless():
    options, sizes, kind, p, noise, values = common("stateless_dropout")
    seeds = [cases.seed64(rng), cases.seed64(rng)]
    options["seed"] = cases.joined(seeds)

    def run(x):
        seed = tf.constant(seeds, tf.int64)
        dropout = tf.nn.experimental.stateless_dropout
        return [dropout(x, p, seed=seed, noise_shape=noise) for _ in range(options["calls"])]

    return answered(options, sizes, kind, noise, values, run)


def seed_of_operation():
    return rng.choice([0, 1, 9, 2**31 - 2, 2**31 - 1, 2**31, rng.randrange(2**40)])


def stateful():
    options, sizes, kind, p, noise, values = common("nn.dropout")
    use = rng.choice(["global", "both", "op"])
    index = rng.choice([1, 1, 2, 5])
    if use != "op":
        options["global-seed"] = rng.choice([seed_of_operation(), -rng.randrange(1000)])
    if use != "global":
        options["op-seed"] = seed_of_operation()
    elif index > 1:
        options["op-index"] = index

    def run(x):
        if use == "op":
            tf.random.set_seed(0)  # clears the kernels, which count the calls of an operation seed
            context.context()._seed = None
        else:
            tf.random.set_seed(options["global-seed"])
        if use == "global":
            for _ in range(index - 1):
                tf.random.uniform([3])
        seed = options.get("op-seed")
        return [tf.nn.dropout(x, p, noise, seed) for _ in range(options["calls"])]

    return answered(options, sizes, kind, noise, values, run)


def refused(p):
    options = {"framework": "tf", "api": "stateless_dropout", "seed": "1,2", "p": p, "shape": 4}
    call = lambda: tf.nn.experimental.stateless_dropout(tf.ones(4), p, seed=[1, 2])
    return cases.rejected(options, call)


found = [stateless() for _ in range(60)] + [stateful() for _ in range(60)]
found += [refused(p) for p in (-0.1, 1.0, 1.5)]
cases.write("tensorflow", tf.__version__, found)
