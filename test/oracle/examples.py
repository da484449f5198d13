"""Runs the examples of the rule pages in PyTorch and records whether each shows, or no longer shows, the harm stated.

Usage: examples.py [rule ...]; without a rule all pages are run. Exits with 1 when a page and its examples disagree.
"""

import contextlib
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

import torch

import checks
import shifts
from packages import Files, packages_of
from pages import fences_of, rule_pages
from subjects import Subject, found_in

CHECKS = {**vars(checks), **vars(shifts)}
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
}
SECONDS = 120


def main(wanted):
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        rules = {page.stem: run_page(page) for page in rule_pages(wanted)}
    return report(rules)


def run_page(page):
    """Runs the Python examples of a page and writes their rows; rows of examples in other languages stay."""
    fences = fences_of(page)
    results = RESULTS / f"{page.stem}.json"
    known = json.loads(results.read_text(encoding="utf-8")) if results.exists() else {"versions": {}, "examples": []}
    others = {row["digest"]: row for row in known["examples"]}
    rows = [verdict_of(one) if one.language == "py" else others.get(one.digest) for one in fences]
    rows = [row for row in rows if row]
    frameworks = {one.framework for one in fences if one.language == "py"}
    packages = [{"name": one.name, **verdict_of(one)} for one in packages_of(page)]
    found = {"versions": {**known["versions"], **versions(frameworks)}, "examples": rows}
    write(results, {**found, "packages": packages} if packages else found)
    return [*rows, *packages]


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
    if framework not in ("jax", "flax", "nnx", "haiku", "equinox"):
        return Subject, found_in, CHECKS
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
    sys.exit(main(sys.argv[1:]))
