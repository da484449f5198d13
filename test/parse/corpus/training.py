#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Training, evaluation and sampling with dropout, in loops of several styles — with ümlauts and 😀."""
import argparse
import contextlib
import logging
import os, sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.cuda.amp import GradScaler, autocast

logger = logging.getLogger(__name__)
parser = argparse.ArgumentParser(description='Training.')
parser.add_argument('--dropout', type=float, default=.5, metavar='P',
                    help='dropout rate (default: %(default)s)')
parser.add_argument('--epochs', '-e', type=int, default=10)


class Net(nn.Module):
    def __init__(self, p=0.5):
        super(Net, self).__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, 1)
        self.dropout1 = nn.Dropout2d(0.25)
        self.dropout2 = nn.Dropout(p)
        self.fc1, self.fc2 = nn.Linear(9216, 128), nn.Linear(128, 10)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.max_pool2d(x, 2)
        x = self.dropout1(x)
        x = torch.flatten(x, 1)
        x = F.dropout(F.relu(self.fc1(x)), training=self.training)
        return F.log_softmax(self.fc2(self.dropout2(x)), dim=1)


@contextlib.contextmanager
def evaluating(model):
    was_training = model.training
    model.eval()
    try:
        yield model
    finally:
        model.train(was_training)


def train(args, model, device, loader, optimizer, epoch, scaler=None):
    model.train()
    total, seen = 0.0, 0
    for step, (data, target) in enumerate(loader, start=1):
        data, target = data.to(device), target.to(device)
        optimizer.zero_grad(set_to_none=True)
        with autocast(enabled=scaler is not None), torch.set_grad_enabled(True):
            loss = F.nll_loss(model(data), target)
        if scaler:
            scaler.scale(loss).backward(); scaler.step(optimizer); scaler.update()
        else:
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.)
            optimizer.step()
        total += loss.item() * len(data); seen += len(data)
        if step % args.log_interval == 0:
            print('Epoch {} [{}/{} ({:.0f}%)]\tLoss: {:.6f}'.format(
                epoch, step * len(data), len(loader.dataset),
                100. * step / len(loader), loss.item()))
            if args.dry_run: break
    else:
        logger.info("epoch %d done: %.4f", epoch, total / max(seen, 1))
    return total / seen


@torch.no_grad()
def test(model, loader, device="cpu"):
    model.eval()
    correct = 0
    for x, y in loader:
        correct += (model(x.to(device)).argmax(1) == y.to(device)).sum().item()
    return correct / len(loader.dataset)


def enable_dropout(model):
    """Keeps dropout on for sampling."""
    for m in model.modules():
        if m.__class__.__name__.startswith('Dropout'):
            m.train()


def sample(model, x, n=32):
    with evaluating(model) as net, torch.inference_mode():
        enable_dropout(net)
        outputs = torch.stack([net(x).exp() for _ in range(n)])
    mean, std = outputs.mean(0), outputs.std(0)
    return mean, std, -(mean * (mean + 1e-12).log()).sum(-1)


def main(argv=None):
    args, unknown = parser.parse_known_args(argv)
    torch.manual_seed(0); np.random.seed(0)
    device = 'cuda' if (torch.cuda.is_available() and not os.environ.get("CPU")) else 'cpu'
    model = Net(args.dropout).to(device)
    optimizer = torch.optim.AdamW([
        {'params': [p for n, p in model.named_parameters() if 'bias' not in n], 'weight_decay': 1e-2},
        {'params': (p for n, p in model.named_parameters() if 'bias' in n)},
    ], lr=3e-4)
    best = -float('inf')
    while True:
        try:
            for epoch in range(args.epochs):
                train(args, model, device, [], optimizer, epoch)
                if (score := test(model, [], device)) > best:
                    best = score
                    torch.save({**model.state_dict(), 'epoch': epoch}, f'{args.dropout:.2f}-best.pt')
                elif score < best - .1:
                    continue
                del score
        except KeyboardInterrupt:
            return 130
        except (RuntimeError, OSError) as e:
            if 'out of memory' not in str(e):
                raise RuntimeError(f"failed with {args.dropout!r}") from e
            torch.cuda.empty_cache()
        else:
            break
        finally:
            logger.warning('best %s', best)
    global LAST; LAST = best
    return 0


if __name__ == '__main__':
    sys.exit(main())
