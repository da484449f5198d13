"""What rows of JAX and its libraries claim about values and modes, measured by running the API."""

import jax
import jax.numpy as jnp

KEY = jax.random.key(0)
X = jnp.ones((40, 8)) + jax.random.uniform(KEY, (40, 8))
REPEATS = 6


def behaviour_of(row, thing):
    """Measured columns of one row; empty where the row claims nothing that is measured here."""
    result = {}
    if row.get("rate") and row.get("range"):
        run = RUNNERS[row["framework"]](row, thing)
        result["untouched"] = untouched(run, row["form"])
        below, one, above = (outcome(run, rate) for rate in (-0.5, 1.0, 1.5))
        result["range"] = {"below": below, "one": one, "above": above}
    if row["kind"] == "activation" and row["form"] == "function":
        result |= of_activation(thing)
    return result


def of_activation(apply):
    zeros = apply(jnp.zeros((6, 6)))
    if zeros.shape != (6, 6):
        return {}
    at_zero = round(float(zeros[0, 0]), 6)
    numbers, drawn = jax.random.split(KEY)
    x = jax.random.normal(numbers, (60, 60))
    mask = 2.0 * jax.random.bernoulli(drawn, 0.5, (60, 60))
    parts = [x * scale for scale in (0.3, 1.0, 5.0)]
    commutes = all(bool(jnp.allclose(apply(one * mask), apply(one) * mask, 1e-4, 1e-6)) for one in parts)
    return {"atZero": at_zero, "commutes": commutes}


def linen(row, thing):
    """A runner (rate, on, key) -> output or exception; `on` None says nothing."""
    rate, flag = row["rate"], row["training"]["argument"]

    def run(value, on, key):
        said = {} if on is None else {flag: not on}
        if row["form"] == "function":
            return attend(thing, {rate: value, **said}, key)
        sizes = {"num_heads": 2} if row["kind"] == "attention" else {}
        try:
            module = thing(**{rate: value}, **sizes)
        except ValueError:
            return "error at construction"
        variables = module.init({"params": KEY, "dropout": key}, X, **{flag: True})
        return tried(lambda: module.apply(variables, X, rngs={"dropout": key}, **said))

    return run


def nnx(row, thing):
    from flax import nnx as library

    rate = row["rate"]

    def run(value, on, key):
        if row["form"] == "function":
            said = {} if on is None else {row["training"]["argument"]: not on}
            return attend(thing, {rate: value, **said}, key)
        sizes = {"num_heads": 2, "in_features": 8, "decode": False} if row["kind"] == "attention" else {}
        streams = library.Rngs(0, dropout=key)
        module = thing(**{rate: value}, **sizes, rngs=streams)
        if on is False:
            module.eval()
        elif on or row["kind"] == "attention":
            module.train()
        return tried(lambda: module(X))

    return run


def attend(thing, keywords, key):
    q = X.reshape(40, 1, 2, 4)
    given = (q, q) if "weights" in thing.__name__ else (q, q, q)
    if "weights" in thing.__name__:
        given = (jnp.tile(q, (1, 5, 1, 1)), jnp.tile(q, (1, 5, 1, 1)))
    return tried(lambda: thing(*given, dropout_rng=key, **keywords))


def haiku(row, thing):
    return lambda value, on, key: tried(lambda: thing(key, value, X))


def equinox(row, thing):
    import equinox as library

    def run(value, on, key):
        if row["kind"] == "attention":
            module = thing(2, 8, **{row["rate"]: value}, key=KEY)
            return tried(lambda: switched(module, on)(X, X, X, key=key))
        return tried(lambda: switched(thing(**{row["rate"]: value}), on)(X, key=key))

    def switched(module, on):
        return library.nn.inference_mode(module, value=on is False)

    return run


RUNNERS = {"flax": linen, "nnx": nnx, "haiku": haiku, "equinox": equinox}


def tried(action):
    try:
        return action()
    except (ValueError, TypeError, RuntimeError) as error:
        return error


def untouched(run, form):
    """'raises', 'on', 'off' or 'module': what a call that says nothing does, and whether a mode stops it."""
    if isinstance(run(0.5, None, KEY), Exception):
        return "raises"
    if not is_random(run, None):
        return "off"
    return "module" if form == "module" and not is_random(run, False) else "on"


def is_random(run, on):
    outputs = [run(0.5, on, key) for key in jax.random.split(KEY, REPEATS)]
    return any(not jnp.array_equal(outputs[0], one) for one in outputs[1:])


def outcome(run, rate):
    on = run(rate, True, KEY)
    if isinstance(on, str):
        return on
    if isinstance(on, Exception):
        return "error at call" if isinstance(run(rate, False, KEY), Exception) else "error in training"
    if not jnp.isfinite(on).all():
        return "not finite"
    if not on.any():
        return "all zero"
    outputs = [run(rate, True, key) for key in jax.random.split(KEY, REPEATS)]
    if any(not jnp.array_equal(outputs[0], one) for one in outputs):
        return "accepted"
    return "no dropout" if jnp.allclose(on, run(rate, False, KEY)) else "scaled only"
