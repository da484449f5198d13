"""Executes examples and the expressions that pages run in them; in any framework."""

import ast
import linecache
import types

from packages import Files


def execute(code):
    """Runs an example as a module would be imported; its names."""
    if isinstance(code, Files):
        return code.execute()
    module = types.ModuleType("example")
    space = module.__dict__
    # The source is kept for functions that read it, such as torch.jit.script.
    linecache.cache["example.py"] = (len(code), None, code.splitlines(True), "example.py")
    exec(compile(code, "example.py", "exec"), space)
    return space


def evaluate(expression, space):
    """The value of an expression; several are separated by `;` and the last one counts."""
    parts = ast.parse(expression.strip(), mode="exec").body
    for part in parts[:-1]:
        exec(compile(ast.Module([part], []), "run", "exec"), space)
    last = parts[-1]
    if not isinstance(last, ast.Expr):
        exec(compile(ast.Module([last], []), "run", "exec"), space)
        return None
    return eval(compile(ast.Expression(last.value), "run", "eval"), space)


class Example:
    """A model and a call of it, as expressions in the names of an example."""

    def __init__(self, code, model, call):
        self.code, self.model, self.call = code, model, call

    def __str__(self):
        model = "" if self.model == "None" else self.model
        return " | ".join(part for part in (model, self.call) if part not in ("", "None")) or "the import"
