"""A small encoder in the style of the large libraries: configuration, blocks, heads."""
from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Optional, Tuple, Union

import torch
import torch.nn.functional as F
import torch.utils.checkpoint
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

try:
    from flash_attn import flash_attn_func
except ImportError:  # the package is optional
    flash_attn_func = None

LAYERS = {"gelu": nn.GELU, "relu": nn.ReLU, "silu": lambda: nn.SiLU(inplace=True)}
EPSILON = 1e-5


@dataclass(frozen=True)
class EncoderConfig:
    hidden_size: int = 768
    num_heads: int = 12
    num_layers: int = 12
    hidden_dropout_prob: float = 0.1
    attention_dropout: float = 0.
    drop_path_rate: float = .1
    layer_norm_eps: float = 1e-12
    classifier_dropout: Optional[float] = None
    activation: str = "gelu"
    names: list[str] = field(default_factory=lambda: ["cls", "sep"])

    @property
    def head_size(self) -> int:
        return self.hidden_size // self.num_heads


def drop_path(x: Tensor, drop_prob: float = 0., training: bool = False, *, scale_by_keep: bool = True) -> Tensor:
    """Leaves out whole samples of a residual branch."""
    if drop_prob == 0. or not training:
        return x
    keep_prob = 1 - drop_prob
    shape = (x.shape[0],) + (1,) * (x.ndim - 1)  # one number for each sample
    mask = x.new_empty(shape).bernoulli_(keep_prob)
    if keep_prob > 0.0 and scale_by_keep:
        mask.div_(keep_prob)
    return x * mask


class DropPath(nn.Module):
    def __init__(self, drop_prob: float | None = None):
        super().__init__()
        self.drop_prob = drop_prob

    def forward(self, x):
        return drop_path(x, self.drop_prob, self.training)

    def extra_repr(self):
        return f"drop_prob={self.drop_prob:.3f}" if self.drop_prob is not None else ""


class SelfAttention(nn.Module):
    r"""Attention with a mask; the weights are \(softmax(qk^T / \sqrt{d})\)."""

    scale: torch.jit.Final[float]

    def __init__(self, config: EncoderConfig, layer_index: int | None = None):
        super().__init__()
        if config.hidden_size % config.num_heads != 0:
            raise ValueError(
                f"The hidden size {config.hidden_size} is no multiple of the "
                f"{config.num_heads} heads"
            )
        self.heads, self.layer_index = config.num_heads, layer_index
        self.query, self.key, self.value = (
            nn.Linear(config.hidden_size, config.hidden_size, bias=name != "key")
            for name in ("query", "key", "value")
        )
        self.dropout = nn.Dropout(p=config.attention_dropout)
        self.scale = config.head_size ** -.5

    def split(self, x: Tensor) -> Tensor:
        *lead, length, width = x.shape
        return x.view(*lead, length, self.heads, width // self.heads).transpose(-3, -2)

    def forward(
        self,
        hidden: Tensor,
        mask: Optional[Tensor] = None,
        past: Optional[Tuple[Tensor, Tensor]] = None,
        output_attentions: bool = False,
        **kwargs: Any,
    ) -> Union[Tensor, Tuple[Tensor, Tensor]]:
        q, k, v = self.split(self.query(hidden)), self.split(self.key(hidden)), self.split(self.value(hidden))
        if past is not None:
            k = torch.cat([past[0], k], dim=-2); v = torch.cat([past[1], v], dim=-2)
        if flash_attn_func is not None and not output_attentions and (mask is None or mask.all()):
            return flash_attn_func(q, k, v, dropout_p=self.dropout.p if self.training else 0.0, causal=False)
        scores = q @ k.transpose(-1, -2) * self.scale
        if mask is not None:
            scores = scores.masked_fill(~mask[:, None, None, :], float("-inf"))
        weights = self.dropout(F.softmax(scores, dim=-1, dtype=torch.float32).to(q.dtype))
        context = (weights @ v).transpose(1, 2).flatten(2)
        return (context, weights) if output_attentions else context


class EncoderLayer(nn.Module):
    def __init__(self, config, drop_path_rate=0.):
        super().__init__()
        self.attention = SelfAttention(config)
        self.norm1 = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.norm2 = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps)
        self.drop_path = DropPath(drop_path_rate) if drop_path_rate > 0. else nn.Identity()
        activation = LAYERS[config.activation]
        self.mlp = nn.Sequential(
            nn.Linear(config.hidden_size, 4 * config.hidden_size),
            activation(),
            nn.Dropout(config.hidden_dropout_prob),
            nn.Linear(4 * config.hidden_size, config.hidden_size),
            nn.Dropout(config.hidden_dropout_prob),
        )
        self.gamma = nn.Parameter(1e-5 * torch.ones(config.hidden_size)) if config.num_layers > 24 else None

    def forward(self, x, mask=None, output_attentions=False):
        outputs = self.attention(self.norm1(x), mask, output_attentions=output_attentions)
        attended, *rest = outputs if isinstance(outputs, tuple) else (outputs,)
        x = x + self.drop_path(attended)
        y = self.mlp(self.norm2(x))
        if self.gamma is not None:
            y = self.gamma * y
        x = x + self.drop_path(y)
        return (x, *rest)


class Encoder(nn.Module):
    _no_split = ["EncoderLayer"]

    def __init__(self, config):
        super().__init__()
        self.config = config
        rates = [r.item() for r in torch.linspace(0, config.drop_path_rate, config.num_layers)]
        self.layers = nn.ModuleList([EncoderLayer(config, rate) for rate in rates])
        self.gradient_checkpointing = False

    def forward(self, x, mask=None, output_attentions=False, output_hidden=False):
        hidden = () if output_hidden else None
        attentions = () if output_attentions else None
        for index, layer in enumerate(self.layers):
            if output_hidden:
                hidden += (x,)
            if self.gradient_checkpointing and self.training:
                def run(*inputs, layer=layer):
                    return layer(*inputs)

                outputs = torch.utils.checkpoint.checkpoint(run, x, mask, use_reentrant=False)
            else:
                outputs = layer(x, mask, output_attentions)
            x = outputs[0]
            if attentions is not None:
                attentions += (outputs[1],)
        return {"last": x, "hidden": hidden, "attentions": attentions, **({} if mask is None else {"mask": mask})}


class Classifier(Encoder):
    def __init__(self, config, num_labels: int = 2, /, *heads, name="head", **kwargs):
        super().__init__(config)
        dropout = (
            config.classifier_dropout if config.classifier_dropout is not None else config.hidden_dropout_prob
        )
        self.dropout = nn.Dropout(dropout)
        setattr(self, name, nn.Linear(config.hidden_size, num_labels))
        self.apply(self._init_weights)

    @torch.no_grad()
    def _init_weights(self, module):
        if isinstance(module, nn.Linear):
            nn.init.trunc_normal_(module.weight, std=0.02)
            if module.bias is not None: nn.init.zeros_(module.bias)
        elif isinstance(module, (nn.LayerNorm, nn.GroupNorm)):
            module.bias.data.zero_(), module.weight.data.fill_(1.0)

    def forward(self, input_ids, labels=None):
        pooled = super().forward(input_ids)["last"][:, 0]
        logits = self.head(self.dropout(pooled))
        loss = None
        if labels is not None:
            loss = F.cross_entropy(logits.view(-1, logits.size(-1)), labels.view(-1))
        return logits if loss is None else (loss, logits)


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, dropout=0.1, max_len=5_000):
        super(PositionalEncoding, self).__init__()
        self.dropout = nn.Dropout(p=dropout)
        position = torch.arange(max_len)[:, None]
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.) / d_model))
        pe = torch.zeros(max_len, 1, d_model)
        pe[:, 0, 0::2], pe[:, 0, 1::2] = torch.sin(position * div_term), torch.cos(position * div_term)
        self.register_buffer("pe", pe, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """Adds the encoding.

        Args:
            x: a tensor of shape `[length, batch, width]`

        Example::

            class Model(nn.Module):
                def __init__(self): ...
        """
        x = x + self.pe[: x.size(0)]
        return self.dropout(x)
