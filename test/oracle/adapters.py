"""What is different in the frameworks whose dropout has one mode for everything, for examples and facts alike."""

import contextlib
import importlib

import numpy as np


class Adapter:
    """Makes tensors, reads them, and runs something in training mode or out of it."""

    def __init__(self, module):
        self.module = importlib.import_module(module)

    def tensor(self, values):
        raise NotImplementedError

    def numbers(self, tensor):
        return np.array(tensor.numpy())

    def seed(self, number):
        raise NotImplementedError

    def mode(self, on):
        """A context in which the framework itself is in training mode, where it has such a mode."""
        return contextlib.nullcontext()

    def switched(self, model, on):
        """A model that holds its mode, in training mode or out of it."""
        return model


class Paddle(Adapter):
    def tensor(self, values):
        return self.module.to_tensor(values)

    def seed(self, number):
        self.module.seed(number)

    def switched(self, model, on):
        model.train() if on else model.eval()
        return model


class MindSpore(Adapter):
    def tensor(self, values):
        return self.module.Tensor(values)

    def numbers(self, tensor):
        return tensor.asnumpy()

    def seed(self, number):
        self.module.set_seed(number)

    def switched(self, model, on):
        model.set_train(on)
        return model


class MXNet(Adapter):
    def tensor(self, values):
        return self.module.nd.array(values)

    def numbers(self, tensor):
        return tensor.asnumpy()

    def seed(self, number):
        self.module.random.seed(number)

    def mode(self, on):
        autograd = self.module.autograd
        return autograd.train_mode() if on else autograd.predict_mode()

    def switched(self, model, on):
        model.initialize()
        return model


class MLX(Paddle):
    def tensor(self, values):
        return self.module.array(values)

    def numbers(self, tensor):
        return np.array(tensor)

    def seed(self, number):
        self.module.random.seed(number)


class Tinygrad(Adapter):
    def tensor(self, values):
        return self.module.Tensor(values)

    def seed(self, number):
        self.module.Tensor.manual_seed(number)

    def mode(self, on):
        from tinygrad.helpers import Context

        return Context(TRAINING=int(on))


KINDS = {
    "paddle": (Paddle, "paddle"),
    "mindspore": (MindSpore, "mindspore"),
    "mxnet": (MXNet, "mxnet"),
    "mlx": (MLX, "mlx.core"),
    "tinygrad": (Tinygrad, "tinygrad"),
}


def adapter_of(framework):
    kind, module = KINDS[framework]
    return kind(module)
