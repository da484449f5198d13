"""Reads the examples of several files, one page each under test/rules/packages, and runs their scripts.

The last file of a page is the script; the other files are imported by it. Comments say what is run, as on rule pages:

    <!-- run: | main(["train"]) -->                    the call, in the names of the script
    <!-- meant: | main() -->                           a silent one that does on purpose what the rule is about
    <!-- oracle: passes-differ mode=eval -->           the check, where it is not the one of the rule page
"""

import hashlib
import importlib
import pathlib
import shutil
import sys
import tempfile
import types
from dataclasses import dataclass, field

from pages import DIRECTIVE, MARKER, OPENING, page_directives, values

PACKAGES = pathlib.Path(__file__).parents[1] / "rules" / "packages"


class Files:
    """The texts of a package's files by their paths; executed, they are imported from a folder of their own."""

    # The folder and the names of the package that was executed last.
    folder, imported = None, set()

    def __init__(self, texts):
        self.texts = texts

    def __str__(self):
        return "\n".join(self.texts.values())

    def own(self):
        """The names under which the package's files are imported."""
        return {path.split("/")[0].removesuffix(".py") for path in self.texts}

    def execute(self):
        """Runs the script as a module would be imported; its names."""
        Files.forget()
        Files.folder, Files.imported = tempfile.mkdtemp(), self.own()
        sys.path.insert(0, Files.folder)
        for path, text in self.texts.items():
            place = pathlib.Path(Files.folder) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        importlib.invalidate_caches()
        path, text = list(self.texts.items())[-1]
        module = types.ModuleType("example")
        module.__file__ = str(pathlib.Path(Files.folder) / path)
        sys.modules["example"] = module
        exec(compile(text, module.__file__, "exec"), module.__dict__)
        return module.__dict__

    @staticmethod
    def forget():
        """What was imported before is imported afresh."""
        if Files.folder is None:
            return
        sys.path[:] = [place for place in sys.path if place != Files.folder]
        for name in [one for one in sys.modules if one.split(".")[0] in Files.imported]:
            del sys.modules[name]
        shutil.rmtree(Files.folder, ignore_errors=True)


@dataclass
class Package:
    """One state of an example; it is asked in the same way as a fence of a rule page."""

    name: str
    state: str
    text: Files
    digest: str
    checks: list
    subjects: list
    meant: list
    reason: str | None
    framework: str = "pytorch"
    language: str = "py"
    line: int = field(default=1)


def packages_of(rule_page):
    """The examples of several files for the rule of a page: each as it stands and, where that is shown, after its fix."""
    general = page_directives(rule_page.read_text(encoding="utf-8").split("\n"))
    return [one for page in sorted((PACKAGES / rule_page.stem).glob("*.md")) for one in states_of(page, general)]


def states_of(page, general):
    lines = page.read_text(encoding="utf-8").split("\n")
    own = [match.groups() for line in lines if (match := DIRECTIVE.match(line))]
    digest = hashlib.sha256(significant(lines).encode("utf-8")).hexdigest()[:16]
    given, fixed, faulty = {}, {}, False
    for words, code in fences_in(lines):
        path = next(word for word in words if word.startswith("file="))[5:]
        text = "\n".join(line for line in code if not MARKER.match(line)) + "\n"
        (fixed if "fixed" in words else given)[path] = text
        faulty = faulty or any((mark := MARKER.match(line)) and "leads" not in mark[0] for line in code)
    checks = values(own, "oracle") or values(general, "oracle")
    reasons = values(own, "not run")
    told = (checks, values(own, "run"), values(own, "meant"), reasons[0] if reasons else None)
    states = [Package(page.stem, "faulty" if faulty else "silent", Files(given), digest, *told)]
    if fixed:
        states.append(Package(page.stem, "fixed", Files({**given, **fixed}), digest, *told))
    return states


def fences_in(lines):
    index = 0
    while index < len(lines):
        opening = OPENING.match(lines[index])
        if opening:
            end = lines.index("```", index + 1)
            yield opening[2].split(), lines[index + 1 : end]
            index = end
        index += 1


def significant(lines):
    """The lines that decide what is run and how: code without markers, openings of fences, directives."""
    kept, inside = [], False
    for line in lines:
        if line.startswith("```"):
            inside = not inside
            kept.append(line)
        elif not MARKER.match(line) if inside else DIRECTIVE.match(line):
            kept.append(line)
    return "\n".join(kept)
