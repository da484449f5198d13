"""Finds what can be run in an example for Keras and TensorFlow: models, layers, builders of them, and functions."""

import inspect

import keras
import numpy as np
import tensorflow as tf

from subjects import Anything, arguments, evaluate, execute

SHAPES = (
    "rand(40, 8)", "rand(6, 12, 12, 3)", "rand(6, 10, 8)", "tokens(6, 9)", "rand(2, 6, 8, 8, 3)", "[rand(6, 8), rand(6, 8)]",
)  # fmt: skip


class KerasSubject:
    """
    A model and a call of it, as expressions in the names of an example; made afresh for every question.

    In the expressions `train` is the mode that a check asks for, `rand` and `tokens` make the same input at every
    call, and `session(tensors, feed)` runs a graph of TensorFlow 1. Without a call, `model` is run on what suits it.
    """

    def __init__(self, code, model, call):
        self.code, self.model, self.call = code, model, call

    def __str__(self):
        model = "" if self.model == "None" else self.model
        return " | ".join(part for part in (model, self.call) if part not in ("", "None")) or "the import"

    def fresh(self, **names):
        """A new model in newly executed code, and a function (on) that runs the call in training mode or not."""
        keras.backend.clear_session()
        tf.compat.v1.reset_default_graph()
        keras.utils.set_random_seed(0)
        space = execute(self.code)
        # An example may have a name of its own for one of them: `import tensorflow.compat.v1 as tf`.
        space.update({**HELPERS, **space, **names})
        model = evaluate(self.model, space)
        space["model"] = space.get("model") if model is None else model

        def run(on):
            space["train"] = on
            return evaluate(self.call, space)

        return space["model"], run


def rand(*shape):
    """The same normal numbers at every call, none of them zero."""
    values = np.random.default_rng(7).normal(size=shape).astype("float32")
    return np.where(values == 0, np.float32(1), values)


def tokens(*shape):
    """The same indices below 20 at every call."""
    return np.random.default_rng(7).integers(0, 20, size=shape)


def graph(build, feed=None):
    """A function of the numbers of the passes that runs tensors of TensorFlow 1 in one session of their own graph."""
    with tf.Graph().as_default():
        tf.compat.v1.set_random_seed(3)
        tensors = build()
        with tf.compat.v1.Session() as session:
            session.run(tf.compat.v1.global_variables_initializer())
            return [session.run(tensors, feed and feed()) for _ in range(4)]


HELPERS = {
    "rand": rand, "tokens": tokens, "graph": graph, "Anything": Anything, "keras": keras, "tf": tf, "v1": tf.compat.v1, "np": np,
}  # fmt: skip


def found_in(code):
    """The subjects that an example offers by itself: its layers and models, with inputs that suit them."""
    space = execute(code)
    own = [one for one in space.values() if inspect.isclass(one) and one.__module__ == "example"]
    bases = {base for one in own for base in one.__mro__[1:]}
    found = []
    for name, value in space.items():
        if inspect.isclass(value) and value in own and value not in bases and issubclass(value, keras.layers.Layer):
            found.append(f"{name}({arguments(value.__init__, 1)})")
        elif isinstance(value, keras.layers.Layer):
            found.append(name)
        elif inspect.isfunction(value) and value.__module__ == "example" and makes_model(value):
            found.append(f"{name}({arguments(value, 0)})")
    return [subject for one in found for subject in [subject_of(code, one)] if subject]


def makes_model(function):
    try:
        made = evaluate(f"function({arguments(function, 0)})", {"function": function, **HELPERS})
    except Exception:
        return False
    return isinstance(made, keras.layers.Layer)


def subject_of(code, made):
    """The subject with the first input that the model takes."""
    model, _ = KerasSubject(code, made, "None").fresh()
    for shape in [*declared(model), *SHAPES]:
        subject = KerasSubject(code, made, f"model({shape}, training=train)")
        try:
            subject.fresh()[1](False)
            return subject
        except Exception:
            continue
    return None


def declared(model):
    """The inputs of a model that was built with them."""
    shapes = [tuple(one.shape) for one in getattr(model, "inputs", None) or []]
    made = [f"rand{(64, *(8 if side is None else side for side in shape[1:]))}" for shape in shapes]
    return made[:1] if len(made) == 1 else [f"[{', '.join(made)}]"] if made else []
