"""Masks and values of Keras 3 layers on the backend that KERAS_BACKEND names."""

import random

import keras
import numpy as np

import cases

backend = keras.backend.backend()
framework = {"tensorflow": "keras-tf", "jax": "keras-jax", "numpy": "keras-numpy"}[backend]
rng = cases.draws(framework)
LAYERS = ["Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "AlphaDropout"]
APIS = LAYERS + ["random.dropout"] + ([] if backend == "numpy" else ["GaussianDropout"])


def options_for(api):
    spatial = api[-2:-1] if api.startswith("Spatial") else None
    sizes = cases.shape(rng, int(spatial) + 2 if spatial else rng.choice([1, 2, 3]), 4 if spatial else 6)
    alpha = api in ("AlphaDropout", "GaussianDropout")
    p = cases.rate(rng) if alpha or rng.random() < 0.9 else 1.0
    options = {"framework": framework, "api": api, "p": p, "shape": cases.joined(sizes)}
    options["calls"] = rng.randint(1, 3)
    arguments = {}
    if spatial in ("2", "3") and rng.random() < 0.5:
        options["data-format"] = arguments["data_format"] = "channels_first"
    if api in ("Dropout", "AlphaDropout", "random.dropout") and rng.random() < 0.4:
        arguments["noise_shape"] = tuple(s if rng.random() < 0.6 else 1 for s in sizes)
        options["noise-shape"] = cases.joined(arguments["noise_shape"])
    return options, sizes, p, arguments


def seeding(api, options):
    """Chooses a seed of the layer's own or the n-th one after set_random_seed."""
    if api == "random.dropout" or rng.random() < 0.7:
        edges = [0, 17, 2**31 - 3, 2**31 - 2, 2**31 - 1, 2**31, 2**32 - 1]
        options["seed"] = rng.choice([rng.choice(edges), rng.randrange(2**32)])
        return
    options["python-seed"] = rng.choice([0, 17, 2**32 - 1, rng.randrange(2**32)])
    options["seed-index"] = rng.choice([1, 2, 3])


def layer_for(api, options, p, arguments):
    if "seed" in options:
        return getattr(keras.layers, api)(p, seed=options["seed"], **arguments)
    keras.utils.set_random_seed(options["python-seed"])
    for _ in range(options["seed-index"] - 1):
        keras.layers.Dropout(0.5)
    return getattr(keras.layers, api)(p, **arguments)


def calls(api, options, p, arguments, x):
    if api == "random.dropout":
        draw = lambda: keras.random.dropout(x, p, seed=options["seed"], **arguments)
    else:
        layer = layer_for(api, options, p, arguments)
        draw = lambda: layer(x, training=True)
    return [np.asarray(draw()) for _ in range(options["calls"])]


def reduced(y, api, p, options, sizes, arguments):
    mask = y > 0 if api == "AlphaDropout" and 0 < p < 1 else y != 0
    noise = arguments.get("noise_shape", sizes)
    if api.startswith("Spatial"):
        channel = 1 if "data-format" in options else len(sizes) - 1
        noise = [s if axis in (0, channel) else 1 for axis, s in enumerate(sizes)]
    for axis, size in enumerate(noise):
        if size == 1:
            mask = mask.take([0], axis=axis)
    return cases.mask_text(mask)


def one(api):
    options, sizes, p, arguments = options_for(api)
    seeding(api, options)
    run = lambda x: calls(api, options, p, arguments, keras.ops.convert_to_tensor(x))
    if api == "GaussianDropout":
        return cases.case(options, [], [cases.hex_bits(y) for y in run(cases.ramp(sizes))])
    ys = run(np.ones(sizes, np.float32))
    masks = [reduced(y, api, p, options, sizes, arguments) for y in ys]
    outputs = [cases.hex_bits(y) for y in run(cases.ramp(sizes))] if cases.short(sizes) else None
    return cases.case(options, masks, outputs)


def refused(api, p, seed=1):
    options = {"framework": framework, "api": api, "seed": seed, "p": p, "shape": "2,3,4"}
    x = keras.ops.ones((2, 3, 4))
    return cases.rejected(options, lambda: getattr(keras.layers, api)(p, seed=seed)(x, training=True))


found = [one(api) for api in APIS for _ in range(24)]
found += [refused("Dropout", p) for p in (-0.1, 1.5)] + [refused("AlphaDropout", 1.0)]
found += [refused("SpatialDropout2D", 0.5), refused("Dropout", 0.5, 2**64)]
if backend != "tensorflow":
    found += [refused("Dropout", 0.5, -1), refused("Dropout", 0.5, 2**32)]
cases.write(f"keras-{backend}", keras.__version__, found)
