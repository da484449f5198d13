"""Reads the examples of the rule pages with what the pages say about running them.

Comments on lines of their own say it, under Evidence for the whole page, right above a fence for that one:

    <!-- oracle: passes-differ mode=eval -->           the check, a function of checks.py or shifts.py
    <!-- run: Net(8) | model(rand(6, 8)) -->           what is run: a model and a call of it
    <!-- run: Net(8) | model(rand(6, 8)) | CHECK -->   the same with a check of its own
    <!-- run: | evaluate(rand(6, 8)) -->               no model: the code itself sets the modes
    <!-- meant: Noisy() | model(rand(6, 8)) -->        a silent example that does on purpose what the rule is about
    <!-- not run: the reason -->

Faulty examples must show the harm; fixed ones, run in the same way, and silent ones must not.
Without `run` and `meant` all modules that an example defines or builds are run with arguments that suit them.
"""

import hashlib
import pathlib
import re
from dataclasses import dataclass, field

RULES = pathlib.Path(__file__).parents[2] / "server" / "rules"
OPENING = re.compile(r"^```(py|js|jsx|ts|tsx|vue|svelte|html)((?: +\S+)*)\s*$")
FRAMEWORKS = (
    "pytorch keras tensorflow jax flax nnx haiku equinox paddle mindspore mxnet mlx tinygrad tfjs".split()
)
MARKER = re.compile(r"^\s*(?:#|//)\s*\^+\s+(?:error|warning|information|hint|leads)(?::.*)?\s*$")
DIRECTIVE = re.compile(r"^<!-- (oracle|run|meant|not run): (.*) -->$")


@dataclass
class Fence:
    """One example: its code without marker lines, and the directives that hold for it."""

    rule: str
    state: str
    text: str
    line: int
    digest: str
    language: str
    framework: str
    checks: list = field(default_factory=list)
    subjects: list = field(default_factory=list)
    meant: list = field(default_factory=list)
    reason: str | None = None


def rule_pages(only=()):
    """Paths of all rule pages, or of those whose names are given."""
    return [page for page in sorted(RULES.glob("*.md")) if not only or page.stem in only]


def fences_of(page):
    """All fences of a page in order; a `fixed` fence inherits how the faulty one before it is run."""
    lines = page.read_text(encoding="utf-8").split("\n")
    general = page_directives(lines)
    fences = []
    index = 0
    while index < len(lines):
        opening = OPENING.match(lines[index])
        if opening:
            end = lines.index("```", index + 1)
            fences.append(make_fence(page.stem, lines, index, end, general, fences))
            index = end
        index += 1
    return fences


def page_directives(lines):
    """The directives under Evidence: they hold for every fence that says nothing of the kind itself."""
    start = lines.index("## Evidence")
    end = next(at for at in range(start + 1, len(lines)) if lines[at].startswith("## "))
    return [match.groups() for line in lines[start:end] if (match := DIRECTIVE.match(line))]


def own_directives(lines, index):
    """The directives in the lines right above a fence."""
    found = []
    while index > 0 and (match := DIRECTIVE.match(lines[index - 1])):
        found.insert(0, match.groups())
        index -= 1
    return found


def make_fence(rule, lines, index, end, general, before):
    language, words = OPENING.match(lines[index]).groups()
    words = words.split()
    framework = next((one for one in words if one in FRAMEWORKS), "pytorch")
    state = "fixed" if "fixed" in words else "silent" if "silent" in words else "faulty"
    text = "\n".join(line for line in lines[index + 1 : end] if not MARKER.match(line)) + "\n"
    own = own_directives(lines, index)
    digest = digest_of(general, own, state, text)
    fence = Fence(rule, state, text, index + 1, digest, language, framework)
    last = before[-1] if before and state == "fixed" and before[-1].state == "faulty" else None
    fence.checks = values(own, "oracle") or (last.checks if last else values(general, "oracle"))
    fence.subjects = values(own, "run")
    fence.meant = values(own, "meant")
    if not fence.subjects and not fence.meant:
        fence.subjects = last.subjects if last else values(general, "run")
    reasons = values(own, "not run") or values(general, "not run")
    fence.reason = reasons[0] if reasons else last.reason if last else None
    return fence


def digest_of(general, own, state, text):
    """Changes whenever the example, or anything that decides how it is run, changes."""
    rows = [f"{kind}: {value}" for kind, value in [*general, *own]]
    whole = "\n".join([*rows, state, text])
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()[:16]


def values(directives, kind):
    return [value for one, value in directives if one == kind]
