"""Twenty steps of each optimiser on small networks in torch, with weights, batches and masks stored beside them."""

import copy
import json

import torch

import cases

# The order of float32 sums depends on the number of threads.
torch.set_num_threads(1)
STEPS = 20
ROWS = 16
OPTIMISERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1),
    "l2": lambda p: torch.optim.SGD(p, lr=0.05, weight_decay=0.02),
}


class Masked(torch.nn.Module):
    """Inverted dropout under given masks, one for each step."""

    def __init__(self, rate, masks):
        super().__init__()
        self.rate, self.masks, self.step = rate, masks, 0

    def forward(self, x):
        return x * self.masks[self.step].to(x.dtype) / (1 - self.rate)


def networks(generator):
    masks = lambda width, rate: [
        (torch.rand(ROWS, width, generator=generator) >= rate) for _ in range(STEPS)
    ]
    linear, norm = torch.nn.Linear, torch.nn.BatchNorm1d
    first = linear(2, 8)
    # A unit that is on for a whole batch has a bias whose gradient BatchNorm makes analytically 0.
    torch.nn.init.zeros_(first.bias)
    yield "regression", [
        first, torch.nn.ReLU(), norm(8), Masked(0.25, masks(8, 0.25)), linear(8, 1)
    ]
    yield "classes", [
        Masked(0.1, masks(3, 0.1)), linear(3, 6), torch.nn.Tanh(), linear(6, 5),
        norm(5), torch.nn.LeakyReLU(), Masked(0.5, masks(5, 0.5)), linear(5, 4),
    ]
    yield "binary", [
        linear(2, 6), torch.nn.SELU(), linear(6, 4), torch.nn.Sigmoid(),
        Masked(0.4, masks(4, 0.4)), linear(4, 1),
    ]


LOSSES = {
    "regression": torch.nn.functional.mse_loss,
    "classes": torch.nn.functional.cross_entropy,
    "binary": torch.nn.functional.binary_cross_entropy_with_logits,
}


def data(name, inputs, generator):
    xs = [torch.randn(ROWS, inputs, generator=generator, dtype=torch.double) for _ in range(STEPS)]
    if name == "regression":
        return xs, [x.prod(1, keepdim=True) for x in xs]
    if name == "classes":
        return xs, [torch.randint(0, 4, (ROWS,), generator=generator) for _ in xs]
    return xs, [(x.sum(1, keepdim=True) > 0).double() for x in xs]


def train(layers, name, optimiser, xs, ys, dtype):
    """The state of a fresh copy of the network after all steps, and the loss at each step."""
    model = copy.deepcopy(torch.nn.Sequential(*layers)).to(dtype)
    steps = OPTIMISERS[optimiser](model.parameters())
    losses = []
    for step in range(STEPS):
        for layer in model:
            if isinstance(layer, Masked):
                layer.step = step
        steps.zero_grad()
        target = ys[step] if name == "classes" else ys[step].to(dtype)
        loss = LOSSES[name](model(xs[step].to(dtype)), target)
        loss.backward()
        steps.step()
        losses.append(loss.item())
    return {"losses": losses, **arrays(model)}


def arrays(model):
    norms = [layer for layer in model if isinstance(layer, torch.nn.BatchNorm1d)]
    statistics = [s for norm in norms for s in (norm.running_mean, norm.running_var)]
    return {
        "trainable": [p.detach().double().ravel().tolist() for p in model.parameters()],
        "statistics": [s.double().ravel().tolist() for s in statistics],
    }


def fixture():
    generator = torch.Generator().manual_seed(20)
    torch.manual_seed(21)
    for name, layers in networks(generator):
        layers = [layer.double() for layer in layers]
        model = torch.nn.Sequential(*layers)
        inputs = next(layer for layer in layers if isinstance(layer, torch.nn.Linear)).in_features
        xs, ys = data(name, inputs, generator)
        yield {
            "name": name,
            "initial": arrays(model),
            "inputs": [x.ravel().tolist() for x in xs],
            "targets": [y.double().ravel().tolist() for y in ys],
            "masks": [
                [cases.mask_text(mask) for mask in layer.masks] if isinstance(layer, Masked) else None
                for layer in layers
            ],
            "results": {
                optimiser: {
                    "float64": train(layers, name, optimiser, xs, ys, torch.double),
                    "float32": train(layers, name, optimiser, xs, ys, torch.float),
                }
                for optimiser in OPTIMISERS
            },
        }


found = list(fixture())
text = ",\n".join(json.dumps(entry) for entry in found)
(cases.GOLDEN / "training.json").write_text(
    f'{{"framework": "torch", "version": "{torch.__version__.split("+")[0]}", "networks": [\n{text}\n]}}\n'
)
print(f"training: {len(found)} networks with {len(OPTIMISERS)} optimisers")
