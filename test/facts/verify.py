"""Checks the knowledge base against the installed packages.

    python test/facts/verify.py            prints what differs from the recording
    python test/facts/verify.py --record   writes signatures.json, which the unit tests compare the rows with
    python test/facts/verify.py jax flax   only rows of these packages; the rest keeps what is recorded

Needs torch and, for their rows, torchvision, timm, torch_geometric, pytorch_lightning, lightning,
transformers, peft, trl, jax, flax, dm-haiku, equinox, keras and tensorflow, or one of the environments of test/oracle;
rows of packages that cannot be imported keep what is recorded.
Needs node and the project's development packages for the rows.
"""

import json
import subprocess
import sys
import warnings
from importlib import metadata
from pathlib import Path

sys.dont_write_bytecode = True

from adapted_behaviour import FRAMEWORKS
from signature import resolve, signatures_of

HERE = Path(__file__).parent
RECORD = HERE / "signatures.json"
PACKAGES = (
    "torch torchvision timm torch_geometric pytorch-lightning lightning transformers peft trl "
    "jax flax dm-haiku equinox keras tensorflow paddlepaddle mindspore mxnet mlx tinygrad"
).split()
PRINT_ROWS = """
import { build } from 'esbuild';
const options = { bundle: true, format: 'esm', write: false };
const { outputFiles } = await build({ entryPoints: ['server/facts/index.ts'], ...options });
const text = Buffer.from(outputFiles[0].contents).toString('base64');
const module = await import('data:text/javascript;base64,' + text);
console.log(JSON.stringify(module.facts));
"""


def main():
    warnings.simplefilter("ignore")
    rows = json.loads(
        subprocess.run(
            ["node", "--input-type=module", "-e", PRINT_ROWS],
            cwd=HERE.parent.parent,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    recorded = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    wanted = [one for one in sys.argv[1:] if not one.startswith("--")]
    found = measure(rows, recorded, wanted)
    if "--record" in sys.argv:
        RECORD.write_text(json.dumps(found, indent=1, sort_keys=True, ensure_ascii=True) + "\n")
        subprocess.run(["npx", "prettier", "--write", RECORD], check=True, capture_output=True)
        print(len(found["signatures"]), "signatures,", len(found["behaviour"]), "behaviours recorded")
        return 0
    return report(recorded, found)


def measure(rows, recorded, wanted):
    found = {"versions": {**recorded.get("versions", {}), **versions(wanted)}, "signatures": {}, "behaviour": {}}
    for row in rows:
        name = row["names"][0]
        if "*" in name:
            continue
        thing = None if wanted and name.split(".")[0] not in wanted else resolve(name)
        if thing is None:
            for part in ("signatures", "behaviour"):
                if name in recorded.get(part, {}):
                    found[part][name] = recorded[part][name]
            continue
        signatures = signatures_of(name, thing)
        if signatures is not None:
            found["signatures"][name] = signatures
        behaviour = behaviours(row["framework"])(row, thing)
        if behaviour:
            found["behaviour"][name] = behaviour
    return found


def behaviours(framework):
    if framework in FRAMEWORKS:
        import adapted_behaviour

        return adapted_behaviour.behaviour_of
    if framework in ("keras", "tensorflow"):
        import keras_behaviour

        return keras_behaviour.behaviour_of
    if framework not in ("jax", "flax", "nnx", "haiku", "equinox"):
        import behaviour
        import torch

        torch.manual_seed(0)
        return behaviour.behaviour_of
    import jax_behaviour

    return jax_behaviour.behaviour_of


def versions(wanted):
    result = {}
    for package in PACKAGES:
        if wanted and package.replace("dm-", "").replace("paddlepaddle", "paddle") not in wanted:
            continue
        try:
            result[package] = metadata.version(package).split("+")[0]
        except metadata.PackageNotFoundError:
            pass
    return result


def report(recorded, found):
    different = 0
    for part in ("signatures", "behaviour"):
        before, now = recorded.get(part, {}), found[part]
        for name in sorted(set(before) | set(now)):
            if before.get(name) != now.get(name):
                different += 1
                print(name, "recorded", before.get(name), "found", now.get(name), sep="\n  ")
    print(different, "differences")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
