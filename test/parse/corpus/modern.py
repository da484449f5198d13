"""Younger syntax in model code: patterns, type parameters, groups, templates."""
import asyncio
from typing import Callable, NamedTuple, Protocol, Self, overload

import lightning as L
import torch
from torch import nn

type Sizes[T: (int, str) = int] = tuple[T, ...] | list[T]
type Maker = Callable[[int], nn.Module]


class Spec(NamedTuple):
    name: str
    args: tuple = ()
    rate: float = 0.


class SupportsRate(Protocol):
    rate: float

    def with_rate(self, rate: float, /) -> Self: ...


def build(spec: Spec | dict | str, *, default: float = 0.1) -> nn.Module:
    match spec:
        case Spec(name="linear", args=[width, *_]) | Spec(name="dense", args=[width]):
            return nn.LazyLinear(width)
        case Spec("dropout", rate=rate) if 0. <= rate < 1.:
            return nn.Dropout(rate)
        case {"type": "dropout", "p": float() | int() as p, **rest} if not rest:
            return nn.Dropout(p)
        case {"type": "sequential", "layers": [first, *others]}:
            return nn.Sequential(build(first), *(build(other) for other in others))
        case str("dropout2d" | "dropout3d" as kind):
            return getattr(nn, kind.title().replace("d", "D"))(default)
        case "identity" | None | {} | []:
            return nn.Identity()
        case -1 | 0j | True:
            raise ValueError
        case torch.nn.Module():
            return spec
        case _:
            raise TypeError(f"no layer: {spec!r:>{20}} of {type(spec).__name__}")


class Stack[T: nn.Module](nn.Module):
    layers: nn.ModuleList

    def __init__(self, *layers: T, rate: float = 0.1):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.drop = nn.Dropout(rate)

    @overload
    def forward(self, x: torch.Tensor) -> torch.Tensor: ...
    @overload
    def forward(self, x: torch.Tensor, last: int) -> list[torch.Tensor]: ...
    def forward(self, x, last=None):
        outs = []
        for layer in self.layers[:last]:
            outs.append(x := self.drop(layer(x)))
        return x if last is None else outs


class Lit(L.LightningModule):
    def __init__(self, net: nn.Module, lr: float = 1e-3):
        super().__init__()
        self.save_hyperparameters(ignore=["net"])
        self.net = net

    def training_step(self, batch, batch_idx):
        x, y = batch
        loss = nn.functional.mse_loss(self.net(x), y)
        self.log_dict({"loss": loss, f"loss_{batch_idx % 2}": loss.detach()}, prog_bar=True)
        return loss

    def validation_step(self, batch, batch_idx): return self.training_step(batch, batch_idx)

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=self.hparams.lr)


async def serve(model: nn.Module, queue: asyncio.Queue, out: "asyncio.Queue[torch.Tensor]"):
    model.eval()
    async with asyncio.timeout(10) as limit, asyncio.TaskGroup() as group:
        async for item in iterate(queue):
            try:
                result = await asyncio.to_thread(model, item) + await bias()
            except* (ValueError, RuntimeError) as errors:
                print(*errors.exceptions, sep="\n")
            else:
                await out.put(result[..., -1:, None] if not item.is_sparse and result.ndim > 2 else result)


async def iterate(queue):
    while (item := await queue.get()) is not None:
        yield item


async def bias(): return 0.


with (
    open("log.txt", "w") as log,
    torch.random.fork_rng(devices=[]),
):
    print(f'{"nested"} {log.name} {{literal}} {torch.rand(1).item()=:.3f}', file=log)
    print(
        "several "
        f"strings {1 + 1} "
        r"in \a row",
        file=log,
    )

plan = [*range(3), *(lambda n, /, *, step=1: range(0, n, step))(6, step=2)]
table = {(i, j): i @ j if i is not j else ~i for i in plan for j in plan if i not in (j, 2) if j}
first, *middle, last = plan; total = sum(x ** 2 for x in middle) if middle else -1
assert total >= -1, "never"
