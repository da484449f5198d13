/**
 * Python model code of about that many lines: classes, helpers and training loops of several styles, the same
 * text for the same arguments.
 */
export function modelSource(lineCount, seed = 1) {
  const random = numbersFrom(seed);
  const parts = [header];
  let lines = countLines(header);
  for (let number = 0; lines < lineCount; number++) {
    const part = blocks[Math.floor(random() * blocks.length)](number, random);
    parts.push(part);
    lines += countLines(part) + 2;
  }
  return `${parts.join('\n\n\n')}\n`;
}

const header = `"""Building blocks for generated experiments."""
import math
from dataclasses import dataclass
from typing import Optional, Tuple

import torch
import torch.nn.functional as F
from torch import nn

DEFAULT_RATE = 0.1
WIDTHS = [64, 128, 256, 512]


def default(value, fallback):
    return fallback if value is None else value`;

const blocks = [
  encoderBlock,
  attention,
  convolutions,
  recurrent,
  perceptron,
  configuration,
  trainingLoop,
  evaluation,
  tensorHelpers,
  textHelpers,
];

function encoderBlock(number, random) {
  return `class EncoderBlock${number}(nn.Module):
    """Pre-norm block with ${width(random)} hidden units."""

    def __init__(self, dim, heads=${pick(random, [4, 8])}, ratio=4.0, dropout=${rate(random)}, layer_scale=None):
        super().__init__()
        hidden = int(dim * ratio)
        self.norm1 = nn.LayerNorm(dim)
        self.attention = nn.MultiheadAttention(dim, heads, dropout=dropout, batch_first=True)
        self.norm2 = nn.LayerNorm(dim)
        self.feed_forward = nn.Sequential(
            nn.Linear(dim, hidden),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(hidden, dim),
        )
        self.dropout = nn.Dropout(dropout) if dropout > 0.0 else nn.Identity()
        if layer_scale is not None:
            self.scale = nn.Parameter(layer_scale * torch.ones(dim))
        else:
            self.scale = None

    def _scaled(self, x):
        if self.scale is None:
            return x
        return x * self.scale

    def forward(self, x, mask: Optional[torch.Tensor] = None):
        y = self.norm1(x)
        y, weights = self.attention(y, y, y, attn_mask=mask, need_weights=False)
        x = x + self._scaled(self.dropout(y))
        return x + self._scaled(self.dropout(self.feed_forward(self.norm2(x))))


class Encoder${number}(nn.Module):
    def __init__(self, dim=${width(random)}, depth=${pick(random, [4, 6, 12])}, dropout=${rate(random)}, classes=10):
        super().__init__()
        rates = [value.item() for value in torch.linspace(0, dropout, depth)]
        self.blocks = nn.ModuleList([EncoderBlock${number}(dim, dropout=rate) for rate in rates])
        self.position = nn.Parameter(torch.zeros(1, 512, dim))
        self.embedding_dropout = nn.Dropout(p=dropout)
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, classes)

    def forward_features(self, x):
        x = self.embedding_dropout(x + self.position[:, : x.shape[1]])
        for block in self.blocks:
            x = block(x)
        return self.norm(x)

    def forward(self, x):
        return self.head(self.forward_features(x).mean(dim=1))`;
}

function attention(number, random) {
  return `class Attention${number}(nn.Module):
    def __init__(self, config):
        super().__init__()
        if config.width % config.heads != 0:
            raise ValueError(f"{config.width} units do not divide into {config.heads} heads")
        self.heads = config.heads
        self.size = config.width // config.heads
        self.query = nn.Linear(config.width, config.width, bias=${pick(random, ['True', 'False'])})
        self.key = nn.Linear(config.width, config.width)
        self.value = nn.Linear(config.width, config.width)
        self.out = nn.Linear(config.width, config.width)
        self.rate = config.attention_dropout
        self.out_dropout = nn.Dropout(config.hidden_dropout)

    def split(self, x):
        batch, length, _ = x.shape
        return x.view(batch, length, self.heads, self.size).transpose(1, 2)

    def forward(self, x, mask=None, past: Optional[Tuple[torch.Tensor, torch.Tensor]] = None):
        query, key, value = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        if past is not None:
            key = torch.cat([past[0], key], dim=2)
            value = torch.cat([past[1], value], dim=2)
        scores = query @ key.transpose(-1, -2) / math.sqrt(self.size)
        if mask is not None:
            scores = scores.masked_fill(mask == 0, float("-inf"))
        weights = F.dropout(scores.softmax(dim=-1), p=self.rate, training=self.training)
        mixed = (weights @ value).transpose(1, 2).reshape(x.shape)
        return self.out_dropout(self.out(mixed)), (key, value)`;
}

function convolutions(number, random) {
  return `def conv_block${number}(inputs, outputs, stride=1, dropout=${rate(random)}):
    layers = [
        nn.Conv2d(inputs, outputs, ${pick(random, [3, 5])}, stride=stride, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    ]
    if dropout:
        layers.append(nn.Dropout2d(dropout))
    return nn.Sequential(*layers)


class ConvNet${number}(nn.Module):
    def __init__(self, channels=3, classes=${pick(random, [10, 100])}):
        super().__init__()
        stages = []
        previous = channels
        for index, width in enumerate(WIDTHS):
            stages.append(conv_block${number}(previous, width, stride=1 if index == 0 else 2))
            previous = width
        self.stages = nn.Sequential(*stages)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(
            nn.Flatten(),
            nn.Linear(previous, ${width(random)}),
            nn.ReLU(),
            nn.Dropout(${rate(random)}),
            nn.Linear(${width(random)}, classes),
        )
        self._initialize()

    def _initialize(self):
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out")
            elif isinstance(module, nn.BatchNorm2d):
                nn.init.ones_(module.weight)
                nn.init.zeros_(module.bias)

    def forward(self, x):
        return self.classifier(self.pool(self.stages(x)))`;
}

function recurrent(number, random) {
  return `class Tagger${number}(nn.Module):
    def __init__(self, words, tags, width=${width(random)}, layers=2):
        super().__init__()
        self.embedding = nn.Embedding(words, width, padding_idx=0)
        self.drop = nn.Dropout(${rate(random)})
        self.lstm = nn.LSTM(width, width // 2, num_layers=layers, dropout=${rate(random)}, bidirectional=True)
        self.linear = nn.Linear(width, tags)

    def forward(self, tokens, lengths):
        x = self.drop(self.embedding(tokens))
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        packed, (hidden, cell) = self.lstm(packed)
        x, _ = nn.utils.rnn.pad_packed_sequence(packed, batch_first=True)
        return self.linear(self.drop(x))

    def predict(self, tokens, lengths):
        with torch.no_grad():
            scores = self.forward(tokens, lengths)
        return [row[:length].argmax(-1).tolist() for row, length in zip(scores, lengths)]`;
}

function perceptron(number, random) {
  const depth = pick(random, [3, 4, 5]);
  const layers = Array.from(
    { length: depth },
    (_, index) => `        self.fc${index} = nn.Linear(${index === 0 ? 'inputs' : 'width'}, width)
        self.norm${index} = nn.BatchNorm1d(width)`,
  );
  const steps = Array.from(
    { length: depth },
    (_, index) => `        x = F.relu(self.norm${index}(self.fc${index}(x)))
        x = F.dropout(x, p=self.p, training=self.training)`,
  );
  return `class Perceptron${number}(nn.Module):
    def __init__(self, inputs, outputs, width=${width(random)}, p=DEFAULT_RATE):
        super().__init__()
        self.p = p
${layers.join('\n')}
        self.out = nn.Linear(width, outputs)

    def forward(self, x):
        x = x.flatten(1)
${steps.join('\n')}
        return self.out(x)`;
}

function configuration(number, random) {
  const fields = Array.from(
    { length: 6 + Math.floor(random() * 14) },
    (_, index) =>
      `    option_${index}: ${pick(random, ['int', 'float', 'Optional[int]'])} = ${pick(random, [0, 1, 8])}`,
  );
  return `@dataclass
class Config${number}:
    """Settings of experiment ${number}."""

    width: int = ${width(random)}
    heads: int = 8
    attention_dropout: float = ${rate(random)}
    hidden_dropout: float = ${rate(random)}
${fields.join('\n')}

    def __post_init__(self):
        if not 0.0 <= self.hidden_dropout < 1.0:
            raise ValueError(f"hidden_dropout is {self.hidden_dropout}")

    @classmethod
    def from_dict(cls, values):
        known = {name: values[name] for name in values if name in cls.__dataclass_fields__}
        return cls(**known)`;
}

function trainingLoop(number, random) {
  return `def train${number}(model, loader, optimizer, epochs=${pick(random, [10, 50])}, device="cpu", clip=None):
    model = model.to(device)
    history = []
    for epoch in range(epochs):
        model.train()
        total, count = 0.0, 0
        for step, (inputs, targets) in enumerate(loader):
            inputs, targets = inputs.to(device), targets.to(device)
            optimizer.zero_grad()
            outputs = model(inputs)
            loss = F.cross_entropy(outputs, targets)
            loss.backward()
            if clip is not None:
                torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
            optimizer.step()
            total += loss.item() * len(inputs)
            count += len(inputs)
            if step % ${pick(random, [50, 100])} == 0:
                print(f"epoch {epoch} step {step} loss {loss.item():.4f}")
        history.append({"epoch": epoch, "loss": total / max(count, 1)})
    return history`;
}

function evaluation(number, random) {
  return `@torch.no_grad()
def evaluate${number}(model, loader, device="cpu", top=${pick(random, [1, 5])}):
    model.eval()
    hits, count, losses = 0, 0, []
    for inputs, targets in loader:
        outputs = model(inputs.to(device))
        targets = targets.to(device)
        losses.append(F.cross_entropy(outputs, targets, reduction="none"))
        best = outputs.topk(top, dim=-1).indices
        hits += (best == targets[:, None]).any(dim=-1).sum().item()
        count += targets.numel()
    model.train()
    return {"loss": torch.cat(losses).mean().item(), "accuracy": hits / count}`;
}

function tensorHelpers(number, random) {
  return `def window_partition${number}(x, size=${pick(random, [7, 8])}):
    batch, height, width, channels = x.shape
    x = x.view(batch, height // size, size, width // size, size, channels)
    windows = x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, size, size, channels)
    return windows


def rotary${number}(x, base=10000.0):
    length, dim = x.shape[-2], x.shape[-1]
    position = torch.arange(length, device=x.device, dtype=torch.float32)
    frequency = base ** (-torch.arange(0, dim, 2, device=x.device).float() / dim)
    angle = torch.outer(position, frequency)
    first, second = x[..., 0::2], x[..., 1::2]
    turned = torch.stack(
        (first * angle.cos() - second * angle.sin(), first * angle.sin() + second * angle.cos()),
        dim=-1,
    )
    return turned.flatten(-2)`;
}

function textHelpers(number, random) {
  return `class Vocabulary${number}:
    unknown = "<unk>"

    def __init__(self, words, limit=${pick(random, [10_000, 30_000])}):
        counts = {}
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        ordered = sorted(counts, key=lambda word: (-counts[word], word))[:limit]
        self.words = [self.unknown] + ordered
        self.index = {word: position for position, word in enumerate(self.words)}

    def __len__(self):
        return len(self.words)

    def encode(self, text, lower=True):
        pieces = text.lower().split() if lower else text.split()
        return [self.index.get(piece, 0) for piece in pieces]

    def decode(self, numbers):
        return " ".join(self.words[number] for number in numbers)`;
}

function rate(random) {
  return pick(random, ['0.1', '0.2', '0.3', '0.5', 'DEFAULT_RATE']);
}

function width(random) {
  return pick(random, [64, 128, 256, 512, 768]);
}

function pick(random, items) {
  return items[Math.floor(random() * items.length)];
}

function countLines(text) {
  return text.split('\n').length;
}

/** Numbers in [0, 1) of a linear congruential generator, the same on every machine. */
function numbersFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
