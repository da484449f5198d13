"""Finds what can be run in an example for JAX, and what runs it: modules of Flax, Haiku and Equinox, and functions."""

import inspect

import jax
import jax.numpy as jnp

from running import Example, evaluate, execute
from subjects import Anything, value_for

ON = {"train", "training", "is_training", "is_train"}
OFF = {"deterministic", "inference", "eval", "evaluate"}


class JaxSubject(Example):
    """
    A model and a call of it, as expressions in the names of an example; made afresh for every question.

    In the expressions `key` is another key at every call, `rounds` a number of rounds where a check counts them, `train` and `deterministic` are the mode that a check
    asks for, and `applied`, `transformed` and `switched` run modules of linen, functions of Haiku and models that
    hold their mode. Without a call, `model` is run as its kind is.
    """

    def fresh(self):
        """A function (on, number) that runs the call in training mode or not, with the key of that number."""
        space = execute(self.code)
        space.update(HELPERS)
        model = evaluate(self.model, space)
        space["model"] = space.get("model") if model is None else model

        def run(on, number=0, **given):
            space.update(
                train=on, deterministic=not on, key=jax.random.fold_in(jax.random.key(5), number), **given
            )
            space["applied"] = lambda module, *given, **named: applied(module, space["key"], given, named)
            space["transformed"] = lambda f, *given, **named: transformed(f, space["key"], given, named)
            space["switched"] = lambda one: switched(one, on)
            return evaluate(self.call, space)

        return run


def applied(module, key, given, named):
    """Runs a linen module with new variables and a key for its dropout."""
    off = {name: name in OFF for name in named if name in ON | OFF}
    keys = {"params": jax.random.key(1), "dropout": jax.random.key(2)}
    variables = module.init(keys, *given, **{**named, **off})
    output, _ = module.apply(variables, *given, **named, rngs={"dropout": key}, mutable=["batch_stats"])
    return output


def transformed(function, key, given, named):
    """Runs a function of Haiku with new parameters."""
    import haiku as hk

    pair = function if hasattr(function, "apply") else hk.transform_with_state(function)
    made = pair.init(jax.random.key(1), *given, **named)
    state = made if isinstance(made, tuple) else (made,)
    output = pair.apply(*state, key, *given, **named)
    return output[0] if isinstance(made, tuple) else output


def switched(model, on):
    """A model of Equinox or NNX in training mode, or not."""
    if hasattr(model, "eval"):
        model.train() if on else model.eval()
        return model
    import equinox as eqx

    return eqx.nn.inference_mode(model, value=not on)


def rand(*shape):
    """The same normal numbers at every call, none of them zero."""
    values = jax.random.normal(jax.random.key(7), shape)
    return jnp.where(values == 0, 1.0, values)


def tokens(*shape):
    """The same indices below 20 at every call."""
    return jax.random.randint(jax.random.key(7), shape, 0, 20)


HELPERS = {"rand": rand, "tokens": tokens, "Anything": Anything, "jax": jax, "jnp": jnp}


def found_in(code):
    """The subjects that an example offers by itself: its modules, with inputs that suit them."""
    space = execute(code)
    own = [one for one in space.values() if inspect.isclass(one) and one.__module__ == "example"]
    bases = {base for one in own for base in one.__mro__[1:]}
    return [
        subject
        for one in own
        if one not in bases and kind_of(one)
        for subject in [subject_of(code, one, kind_of(one))]
        if subject
    ]


def kind_of(one):
    roots = {base.__module__.split(".")[0] + base.__name__ for base in one.__mro__}
    modules = {base.__module__ for base in one.__mro__}
    if "flaxModule" not in roots and "equinoxModule" not in roots:
        return None
    return "equinox" if "equinoxModule" in roots else "nnx" if any("nnx" in name for name in modules) else "linen"


def subject_of(code, one, kind):
    made = f"{one.__name__}({constructor(one, kind)})"
    parameters = list(inspect.signature(one.__call__).parameters.values())[1:]
    names = {one.name for one in parameters}
    flags = [f"{name}=train" for name in names & ON] + [f"{name}=deterministic" for name in names & OFF]
    for shape in ("rand(40, 8)", "rand(6, 12, 12, 3)", "tokens(6, 9)", "rand(8)", "rand(4, 8)", "rand(3, 8, 8)"):
        given = ", ".join([shape, *sorted(flags)])
        call = {
            "linen": f"applied(model, {given})",
            "nnx": f"switched(model)({given})",
            "equinox": f"switched(model)({given}{', key=key' if 'key' in names else ''})",
        }[kind]
        subject = JaxSubject(code, made, call)
        try:
            subject.fresh()(True)
            return subject
        except Exception:
            continue
    return None


def constructor(one, kind):
    if kind == "nnx":
        from flax import nnx  # noqa: F401  the expression names it
    given = []
    for parameter in list(inspect.signature(one).parameters.values()):
        if parameter.name in ("parent", "name") or parameter.default is not parameter.empty:
            continue
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        made = {"rngs": "nnx.Rngs(0)", "key": "jax.random.key(3)"}.get(parameter.name)
        given.append(f"{parameter.name}={made or repr(value_for(parameter.name))}")
    return ", ".join(given)
