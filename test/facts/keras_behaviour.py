"""What rows of Keras claim about values and modes, measured by running the API."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

REPEATS = 6
SHAPES = {2: (6, 6), 3: (4, 6, 6), 4: (4, 6, 6, 6), 5: (2, 6, 6, 6, 6), 6: (1, 2, 6, 6, 6, 2)}
RECURRENT = {"LSTM", "GRU", "SimpleRNN"}
MAKE = {
    **{f"keras.layers.{name}": (6,) for name in RECURRENT},
    **{f"keras.layers.ConvLSTM{dimension}D": (2, 3) for dimension in (1, 2, 3)},
    "keras.layers.MultiHeadAttention": (2, 3),
    "keras.layers.GroupQueryAttention": (3, 2, 2),
}
PAIRS = {"keras.layers.MultiHeadAttention", "keras.layers.GroupQueryAttention"}
LISTS = {"keras.layers.Attention", "keras.layers.AdditiveAttention"}


def behaviour_of(row, thing):
    """Measured columns of one row; empty where the row claims nothing that is measured here."""
    import keras

    if row.get("rate") and row.get("range") and row["kind"] != "recurrentCell":
        return of_rate(keras, row, thing)
    if row["kind"] == "activation" and row.get("activation"):
        return of_activation(row, thing)
    return {}


def of_rate(keras, row, thing):
    run = runner(keras, row, thing)
    if isinstance(run(0.5, True), str):
        return {}
    return {
        "untouched": untouched(run, row["form"]),
        "range": {name: outcome(run, rate) for name, rate in (("below", -0.1), ("one", 1.0), ("above", 1.5))},
    }


def runner(keras, row, thing):
    """A function (rate, training) -> output, or the place of the error."""
    name = row["names"][0]
    x = np.random.default_rng(0).normal(size=SHAPES[rank_of(row)]).astype("float32")

    def run(rate, training):
        keywords = {row["rate"]: rate}
        if row["form"] == "function":
            try:
                return np.asarray(thing(x, **keywords))
            except Exception:
                return "error at call"
        try:
            keras.utils.set_random_seed(5)
            layer = thing(*MAKE.get(name, ()), **keywords)
        except Exception:
            return "error at construction"
        flag = {} if training is None else {"training": training}
        try:
            layer(*operands(name, x))
            fill(layer)
            for _ in range(run.skipped):
                layer(*operands(name, x), training=True)
            return np.asarray(layer(*operands(name, x), **flag))
        except Exception:
            return "error at call"

    # Calls before the one that counts: the masks go on from there, the weights stay.
    run.skipped = 0
    return run


def fill(layer):
    """Biases start at zero and would look like dropped output."""
    random = np.random.default_rng(1)
    for weight in layer.trainable_weights:
        weight.assign(random.normal(size=tuple(weight.shape)) * 0.3)


def operands(name, x):
    if name in PAIRS:
        return (x, x)
    return ([x, x],) if name in LISTS else (x,)


def rank_of(row):
    if "ConvLSTM" in row["names"][0]:
        return int(row["names"][0][-2]) + 3
    return row.get("inputRank") or 3


def untouched(run, form):
    """'on', 'off' or 'module': a layer that says nothing follows what calls it, and drops where that trains."""
    if not is_random(run, True):
        return "off"
    return "module" if form == "module" and not is_random(run, None) else "on"


def is_random(run, training):
    values = []
    for skipped in range(REPEATS):
        run.skipped = skipped
        values.append(run(0.5, training))
    run.skipped = 0
    return any(not np.allclose(one, values[0], atol=1e-6) for one in values)


def outcome(run, rate):
    training = run(rate, True)
    if isinstance(training, str):
        off = run(rate, False)
        return training if isinstance(off, str) else "error in training"
    if not training.any():
        return "all zero"
    return "no dropout" if np.allclose(training, run(rate, False), atol=1e-6) else "accepted"


def of_activation(row, thing):
    apply = thing() if isinstance(thing, type) else thing
    x = np.random.default_rng(0).normal(size=(60, 60)).astype("float32")
    mask = 2.0 * (np.random.default_rng(1).random((60, 60)) > 0.5).astype("float32")
    commutes = all(
        np.allclose(np.asarray(apply(part * mask)), np.asarray(apply(part)) * mask, rtol=1e-4, atol=1e-6)
        for part in (x * 0.3, x, x * 5.0)
    )
    return {"atZero": round(float(np.asarray(apply(np.zeros((60, 60), "float32")))[0, 0]), 6), "commutes": bool(commutes)}
