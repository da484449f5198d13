"""Runs examples for the frameworks of adapters.py."""

import numpy as np

from adapters import adapter_of
from running import Example, evaluate, execute


class AdaptedSubject(Example):
    """
    A model and a call of it; made afresh for every question.

    In the expressions `switched(model)` is the model in the mode that a check asks for, `train` is that mode as a
    flag, and `rand` and `tokens` make tensors of the framework.
    """

    def __init__(self, framework, code, model, call):
        super().__init__(code, model, call)
        self.adapter = adapter_of(framework)

    def fresh(self):
        """A function (on) that runs the call in training mode or not, and gives all numbers of the output."""
        adapter = self.adapter
        adapter.seed(3)
        space = execute(self.code)
        space.update(rand=lambda *shape: adapter.tensor(numbers(*shape)))
        space.update(tokens=lambda *shape: adapter.tensor(np.random.default_rng(7).integers(0, 20, shape)))
        model = evaluate(self.model, space)
        space["model"] = space.get("model") if model is None else model

        def run(on):
            space.update(train=on, switched=lambda one: adapter.switched(one, on))
            with adapter.mode(on):
                return flat(adapter, evaluate(self.call, space))

        return run


def numbers(*shape):
    """The same normal numbers at every call, none of them zero."""
    values = np.random.default_rng(7).normal(size=shape).astype("float32")
    return np.where(values == 0, np.float32(1), values)


def flat(adapter, value):
    if isinstance(value, (list, tuple)):
        return [array for one in value for array in flat(adapter, one)]
    return [] if value is None else [adapter.numbers(value)]


def found_in(code):
    """These pages say what is run."""
    return []
