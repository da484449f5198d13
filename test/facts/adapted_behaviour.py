"""What rows of the frameworks of test/oracle/adapters.py claim about modes and rates, measured by running the API."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "oracle"))

from adapters import KINDS, adapter_of

FRAMEWORKS = tuple(KINDS)
SHAPES = {None: (40, 50), 3: (4, 50, 6), 4: (4, 50, 2, 2), 5: (4, 50, 2, 2, 2)}


def behaviour_of(row, thing):
    """Measured columns of one row; empty where the row claims nothing that is measured here."""
    name = row["names"][0]
    # Symbols are not computed.
    if row["kind"] != "dropout" or name.startswith("mxnet.sym"):
        return {}
    adapter = adapter_of(row["framework"])
    x = np.ones(SHAPES[row.get("inputRank")], "float32")
    if row["framework"] == "mlx" and x.ndim > 3:
        x = np.moveaxis(x, 1, -1)

    def run(rate, on):
        adapter.seed(5)
        given = adapter.tensor(x)
        if name.startswith("mxnet.npx"):
            given = given.as_np_ndarray()
        try:
            with adapter.mode(on):
                if row["form"] != "module":
                    return adapter.numbers(thing(given, **{row["rate"]: rate}))
                try:
                    layer = adapter.switched(thing(**{row["rate"]: rate}), on)
                except Exception:
                    return "error at construction"
                return adapter.numbers(layer(given))
        except Exception:
            return "error at call"

    rates = (("below", -0.1), ("one", 1.0), ("above", 1.5))
    return {"range": {name: outcome(run(rate, True), x) for name, rate in rates}, **mode_of(row, run, x)}


def mode_of(row, run, x):
    on, off = (outcome(run(0.5, mode), x) for mode in (True, False))
    if off == "no dropout" and on != off:
        return {"untouched": "module"}
    return {"untouched": "on"} if on == off == "accepted" else {}


def outcome(output, x):
    if isinstance(output, str):
        return output
    if not np.isfinite(output).all():
        return "not finite"
    if (output == 0).all():
        return "all zero"
    return "no dropout" if np.array_equal(output, x) else "accepted" if (output == 0).any() else "scaled only"
