import fs from 'node:fs';
import path from 'node:path';
import { modelSource } from './model-source.mjs';
import { plainSource } from './plain-source.mjs';

/** Projects of a generated workspace, and the files of each: 4,000 in all. */
const projects = 16;
const kinds = { models: 90, engines: 6, data: 40, utilities: 60, scripts: 30, tests: 20 };

/**
 * Writes a workspace as a team has it that trains models: projects with a package in a src layout (models, engines,
 * data, utilities without any framework), scripts that import them, and tests; the same files every time.
 */
export function generateWorkspace(folder) {
  let bytes = 0;
  let files = 0;
  const write = (name, text) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    bytes += Buffer.byteLength(text);
    files++;
  };
  for (let number = 0; number < projects; number++) writeProject(number, write);
  return { files, bytes };
}

/** The engine whose edit is timed, and a script whose findings depend on it. */
export const editedEngine = 'project_3/src/lab_3/engines/engine_0.py';
export const dependentScript = 'project_3/scripts/train_0.py';

/** The text of an engine, whose `evaluate` switches to eval mode or leaves that out. */
export function engineSource(number, switches) {
  return `import torch

from ..utilities import text_${number}


def train_one_epoch(model, loader, optimizer, loss_fn):
    model.train()
    for x, y in loader:
        optimizer.zero_grad()
        loss_fn(model(x), y).backward()
        optimizer.step()


@torch.no_grad()
def evaluate(model, loader):
${switches ? '    model.eval()\n' : ''}    return sum((model(x).argmax(1) == y).sum().item() for x, y in loader)


def report(epoch, score):
    return text_${number}.describe(epoch, score)
`;
}

function writeProject(number, write) {
  const root = `project_${number}`;
  const source = `${root}/src/lab_${number}`;
  for (const kind of ['models', 'engines', 'data', 'utilities']) {
    const members = kind === 'models' ? modelExports() : '';
    write(`${source}/${kind}/__init__.py`, members);
  }
  for (let index = 0; index < kinds.models - 4; index++) {
    write(`${source}/models/model_${index}.py`, modelFile(number, index));
  }
  for (let index = 0; index < kinds.engines; index++) {
    write(`${source}/engines/engine_${index}.py`, engineSource(index, true));
  }
  for (let index = 0; index < kinds.data; index++) {
    write(`${source}/data/set_${index}.py`, dataFile(number, index));
  }
  for (let index = 0; index < kinds.utilities; index++) {
    write(
      `${source}/utilities/text_${index}.py`,
      plainSource(lengthOf(number, index, 40, 260), index + 1),
    );
  }
  for (let index = 0; index < kinds.scripts; index++) {
    write(`${root}/scripts/train_${index}.py`, script(number, index));
  }
  for (let index = 0; index < kinds.tests; index++) {
    write(`${root}/tests/test_${index}.py`, testFile(number, index));
  }
  for (const [name, text] of [
    ['src/lab/__init__.py', ''],
    ['setup.py', 'from setuptools import setup\n\nsetup()\n'],
    ['conftest.py', 'import pytest\n'],
    ['tasks.py', plainSource(90, number + 1)],
  ]) {
    write(`${root}/${name.replace('lab', `lab_${number}`)}`, text);
  }
}

function modelExports() {
  return `${Array.from({ length: 20 }, (_, index) => `from .model_${index} import Classifier${index}`).join('\n')}
from .model_20 import *

__all__ = [${Array.from({ length: 20 }, (_, index) => `"Classifier${index}"`).join(', ')}]
`;
}

function modelFile(number, index) {
  return `${modelSource(lengthOf(number, index, 50, 420), number * 100 + index + 1)}

class Classifier${index}(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Dropout(0.3))
        self.head = nn.Linear(width, 10)

    def forward(self, x):
        return self.head(self.body(x))
`;
}

function dataFile(number, index) {
  return `from torch.utils.data import Dataset

from ..utilities.text_${index} import describe

${plainSource(lengthOf(number, index, 30, 200), number + index + 1)}

class Samples${index}(Dataset):
    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        return describe(index, self.rows[index])
`;
}

function script(number, index) {
  const engine = `lab_${number}.engines.engine_${index % kinds.engines}`;
  return `import argparse

import torch
from lab_${number}.data.set_${index} import Samples${index}
from ${engine} import evaluate, report, train_one_epoch
from lab_${number}.models import Classifier${index % 20}


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=${10 + index})
    parser.add_argument("--rate", type=float, default=1e-3)
    return parser.parse_args()


def main(train_loader, val_loader, loss_fn):
    arguments = parse_arguments()
    net = Classifier${index % 20}()
    optimizer = torch.optim.AdamW(net.parameters(), arguments.rate)
    for epoch in range(arguments.epochs):
        train_one_epoch(net, train_loader, optimizer, loss_fn)
        print(report(epoch, evaluate(net, val_loader)))


if __name__ == "__main__":
    main(Samples${index}([]), Samples${index}([]), torch.nn.CrossEntropyLoss())
`;
}

function testFile(number, index) {
  return `import torch
from lab_${number}.models.model_${index} import Classifier${index}


def test_shape_of_classifier_${index}():
    net = Classifier${index}().eval()
    with torch.no_grad():
        assert net(torch.zeros(2, 64)).shape == (2, 10)


def test_gradients_of_classifier_${index}():
    net = Classifier${index}()
    net(torch.zeros(2, 64)).sum().backward()
    assert all(one.grad is not None for one in net.parameters())
`;
}

/** Lengths spread as in real projects: many short files, few long ones. */
function lengthOf(number, index, least, most) {
  const share = ((number * 7919 + index * 104729) % 1000) / 1000;
  return Math.round(least + (most - least) * share ** 2 * 1.5);
}
