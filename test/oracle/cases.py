"""Random cases for the mask command, answered by the real frameworks and written as golden data."""

import json
import pathlib
import random

import numpy as np

GOLDEN = pathlib.Path(__file__).parent / "golden"
RATES = [0.0, 0.05, 0.1, 0.2, 0.3, 1 / 3, 0.5, 0.7, 0.75, 0.9, 0.999]


def draws(name):
    """A generator of case parameters that is the same in every run."""
    return random.Random(f"dropout {name}")


def seed64(rng):
    """A seed that is small, at an edge of 32 or 64 bits, negative, or anything."""
    edges = [0, 1, 42, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**63 - 1, -1, -(2**31), -(2**63)]
    return rng.choice([rng.choice(edges), rng.randrange(1000), rng.randrange(-(2**63), 2**63)])


def rate(rng):
    return rng.choice([rng.choice(RATES), rng.random()])


def shape(rng, rank, largest=7):
    return [rng.randint(1, largest) for _ in range(rank)]


def short(sizes):
    """Whether a shape is small enough for its values to be stored beside the mask."""
    return int(np.prod(sizes)) <= 40


def ramp(sizes):
    count = int(np.prod(sizes))
    return ((np.arange(count) % 17 - 8) / 4).astype(np.float32).reshape(sizes)


def joined(numbers):
    return ",".join(str(number) for number in numbers)


def mask_text(values):
    return "".join("1" if value else "0" for value in np.asarray(values).ravel().tolist())


def hex_bits(values):
    words = np.ascontiguousarray(np.asarray(values, dtype=np.float32)).view(np.uint32)
    return ["%08x" % word for word in words.ravel().tolist()]


def case(options, masks, outputs=None):
    """One case: options of the command as a dict (True for a flag), and what the framework gave."""
    args = []
    for name, value in options.items():
        args.append(f"--{name}")
        if value is not True:
            args.append(str(value))
    result = {"args": args, "masks": masks}
    if outputs is not None:
        result["args"] += ["--outputs", "--input", "ramp"]
        result["outputs"] = outputs
    return result


def rejected(options, call):
    """A case that the framework refuses; says so loudly if it does not."""
    try:
        call()
    except Exception:
        return {**case(options, []), "rejected": True}
    raise SystemExit(f"accepted, though it should be refused: {options}")


def write(name, version, cases):
    GOLDEN.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(entry) for entry in cases)
    head = json.dumps({"framework": name, "version": version})[:-1]
    (GOLDEN / f"{name}.json").write_text(f'{head}, "cases": [\n{lines}\n]}}\n')
    print(f"{name}: {len(cases)} cases, {version}")
