"""Runs the examples of the rule pages in Python and records whether each shows, or no longer shows, the harm stated.

Usage: examples.py FRAMEWORK,... [rule ...]; without a rule all pages are run. Exits with 1 when a page and its
examples disagree. Each call runs the frameworks that live in one environment, and leaves the rows of others alone.
"""

import contextlib
import functools
import importlib.util
import io
import json
import pathlib
import platform
import re
import shlex
import signal
import sys
import tempfile
import warnings
from ast import literal_eval
from importlib.metadata import PackageNotFoundError, version

from packages import Files, packages_of
from pages import fences_of, rule_pages

RESULTS = pathlib.Path(__file__).parent / "results"
# The packages whose versions are told, by the framework of the examples.
PACKAGES = {
    "pytorch": ["torch"],
    "keras": ["keras", "tensorflow"],
    "tensorflow": ["tensorflow"],
    "jax": ["jax"],
    "flax": ["flax", "jax"],
    "nnx": ["flax", "jax"],
    "haiku": ["dm-haiku", "jax"],
    "equinox": ["equinox", "jax"],
    "paddle": ["paddlepaddle"],
}
SECONDS = 120


def main(frameworks, wanted):
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        rules = {page.stem: run_page(page, frameworks.split(",")) for page in rule_pages(wanted)}
    return report(rules)


def run_page(page, frameworks):
    """Runs the examples of a page in these frameworks and writes their rows; those of others stay."""
    fences = fences_of(page)
    mine = {id(one) for one in fences if one.language == "py" and one.framework in frameworks}
    results = RESULTS / f"{page.stem}.json"
    known = json.loads(results.read_text(encoding="utf-8")) if results.exists() else {"versions": {}, "examples": []}
    others = {row["digest"]: row for row in known["examples"]}
    rows = [verdict_of(one) if id(one) in mine else others.get(one.digest) for one in fences]
    found = versions({one.framework for one in fences if id(one) in mine}) if mine else {}
    made = {"versions": {**known["versions"], **found}, "examples": [row for row in rows if row]}
    # Examples of several files are all for PyTorch.
    runs_packages = "pytorch" in frameworks
    packages = [{"name": one.name, **verdict_of(one)} for one in packages_of(page)] if runs_packages else []
    kept = packages or known.get("packages", [])
    write(results, {**made, "packages": kept} if kept else made)
    return [*(row for one, row in zip(fences, rows) if id(one) in mine), *packages]


def verdict_of(fence):
    """One row: the digest of the example, the verdict, and what was measured for each thing that was run."""
    row = {"digest": fence.digest, "state": fence.state}
    if fence.framework != "pytorch":
        row["framework"] = fence.framework
    missing = missing_packages(fence.text)
    if fence.reason:
        return {**row, "verdict": "not run", "reason": fence.reason}
    if missing:
        return {**row, "verdict": "not run", "reason": f"needs {', '.join(missing)}"}
    try:
        runs = [one for check in fence.checks for one in runs_of(fence, check)]
    except (Exception, TooSlow) as problem:
        return {**row, "verdict": "failed", "reason": f"{type(problem).__name__}: {first_line(problem)}"}
    if not fence.checks:
        return {**row, "verdict": "failed", "reason": "the page states no check"}
    if not runs and fence.state == "silent":
        return {**row, "verdict": "holds", "runs": [], "reason": "runs without an error; nothing in it to call"}
    if not runs:
        return {**row, "verdict": "failed", "reason": "found nothing to run"}
    right = all(one["harm"] == one["expected"] for one in runs)
    return {**row, "verdict": "holds" if right else "contradicts", "runs": [shown(one) for one in runs]}


def runs_of(fence, check):
    """Asks one check of everything in the example that it names, or that is found in it."""
    faulty = fence.state == "faulty"
    stated = [(*named(fence, one, check), faulty) for one in fence.subjects]
    meant = [(*named(fence, one, check), True) for one in fence.meant]
    found = [] if stated or meant else quietly(lambda: tools_for(fence.framework)[1](fence.text))
    runs = [*stated, *meant, *((one, check, faulty) for one in found)]
    return [asked(fence, *one) for one in runs]


def asked(fence, subject, check, expected):
    name, options = parse(check)
    checks = tools_for(fence.framework)[2]
    harm, measured = quietly(lambda: checks[name](subject, **options))
    return {"run": str(subject), "check": check, "harm": harm, "expected": expected, "measured": measured}


def named(fence, line, check):
    """`MODEL | CALL`, and a check of its own behind another bar; an empty model leaves the modes alone."""
    model, call, *own = (part.strip() for part in re.split(r" ?\| ?", line))
    subject = tools_for(fence.framework)[0]
    return subject(fence.text, model or "None", call), own[0] if own else check


def tools_for(framework):
    """What a framework's examples are run with: the kind of subject, what finds them, and the checks."""
    if framework in ("keras", "tensorflow"):
        import keras_checks
        import keras_subjects

        return keras_subjects.KerasSubject, keras_subjects.found_in, vars(keras_checks)
    if framework in ("paddle", "mindspore", "mxnet", "mlx", "tinygrad"):
        import adapted_checks
        import adapted_subjects

        subject = functools.partial(adapted_subjects.AdaptedSubject, framework)
        return subject, adapted_subjects.found_in, vars(adapted_checks)
    if framework == "pytorch":
        import checks
        import shifts
        import subjects

        return subjects.Subject, subjects.found_in, {**vars(checks), **vars(shifts)}
    import jax_checks
    import jax_subjects

    return jax_subjects.JaxSubject, jax_subjects.found_in, vars(jax_checks)


def parse(check):
    """`passes-differ mode=eval` as the name of a function and its arguments."""
    name, *rest = shlex.split(check)
    options = dict(word.split("=", 1) for word in rest)
    return name.replace("-", "_"), {key: as_literal(value) for key, value in options.items()}


def as_literal(text):
    return literal_eval(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def quietly(action):
    """Runs without output, and not for ever."""
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(SECONDS)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return action()
    finally:
        signal.alarm(0)


class TooSlow(BaseException):
    """No example, and nothing that tries what an example accepts, catches it."""


def too_slow(*_):
    raise TooSlow(f"did not end within {SECONDS} seconds")


def missing_packages(text):
    """Top-level packages that the example imports and that are not installed."""
    names = set(re.findall(r"^\s*(?:from|import)\s+(\w+)", str(text), re.MULTILINE))
    own = text.own() if isinstance(text, Files) else set()
    return sorted(name for name in names - own if importlib.util.find_spec(name) is None)


def shown(run):
    kind = "harm" if run["harm"] else "no harm"
    meant = {} if run["harm"] == run["expected"] else {"expected": "harm" if run["expected"] else "no harm"}
    return {"run": run["run"], "check": run["check"], "found": kind, **meant, "measured": run["measured"]}


def report(rules):
    wrong = 0
    for rule, rows in rules.items():
        for place, row in enumerate(rows, 1):
            if row["verdict"] in ("holds", "not run"):
                continue
            wrong += 1
            print(f"{rule}: example {row.get('name', place)} ({row['state']}) {row['verdict']}: {row.get('reason', '')}")
            for one in row.get("runs", []):
                print(f"    {one['run']}: {one['found']} by {one['check']}: {one['measured']}")
    total = sum(map(len, rules.values()))
    print(f"{total} examples of {len(rules)} rules, {wrong} of them not as their pages say.")
    return 1 if wrong else 0


def versions(frameworks):
    found = {"python": platform.python_version()}
    for name in sorted({name for one in frameworks for name in PACKAGES.get(one, [one])}):
        try:
            found[name] = version(name).split("+")[0]
        except PackageNotFoundError:
            continue
    return found


def first_line(problem):
    return str(problem).split("\n")[0][:200]


def write(path, results):
    text = json.dumps(results, indent=1, ensure_ascii=False)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
