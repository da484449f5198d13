"""Finds what can be run in an example, and values for its arguments."""

import ast
import inspect
import linecache
import types

import torch
from torch import nn

from packages import Files
import torchvision_operators  # noqa: F401  changes what an import of torchvision does

SIZES = {
    "vocab": 20, "vocabulary": 20, "num_embeddings": 20, "tokens": 20, "classes": 3, "num_classes": 3,
    "n_classes": 3, "heads": 2, "num_heads": 2, "n_heads": 2, "nhead": 2, "layers": 2, "num_layers": 2,
    "depth": 2, "n_layers": 2, "kernel_size": 3, "passes": 4, "steps": 4, "seed": 3, "epochs": 1,
}  # fmt: skip


class Subject:
    """A model and a call of it, as expressions in the names of an example; made afresh for every question."""

    def __init__(self, code, model, call):
        self.code, self.model, self.call = code, model, call

    def __str__(self):
        model = "" if self.model == "None" else self.model
        return " | ".join(part for part in (model, self.call) if part not in ("", "None")) or "the import"

    def fresh(self, **names):
        """A new model in newly executed code, with the function that runs it."""
        torch.manual_seed(0)
        space = execute(self.code)
        space.update(HELPERS)
        space.update(names)
        model = evaluate(self.model, space)
        space["model"] = space.get("model") if model is None else model
        torch.manual_seed(1)
        return model, lambda: evaluate(self.call, space)


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


def rand(*shape):
    """The same normal numbers at every call, none of them zero."""
    values = torch.randn(*shape, generator=torch.Generator().manual_seed(7))
    return values.masked_fill(values == 0, 1.0)


def tokens(*shape):
    """The same indices below 20 at every call."""
    return torch.randint(20, shape, generator=torch.Generator().manual_seed(7))


class Anything:
    """A configuration that has every attribute, by the meaning of its name."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return value_for(name)


def tiny_bert():
    """Saves a small BERT with random weights where the name of the well-known one is looked up first."""
    from transformers import BertConfig, BertModel

    sizes = {"hidden_size": 768, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 8}
    BertModel(BertConfig(vocab_size=20, **sizes)).save_pretrained("bert-base-uncased")


HELPERS = {
    "rand": rand,
    "tokens": tokens,
    "tiny_bert": tiny_bert,
    "Anything": Anything,
    "torch": torch,
    "nn": nn,
}


def value_for(name):
    """A value for a parameter by its name."""
    word = name.lower()
    if word in ("config", "args", "cfg", "options", "opt", "hparams"):
        return Anything()
    if "keep" in word and "dropout" not in word:
        return 0.9
    if any(part in word for part in ("drop", "rate", "prob")) or word in ("p",):
        return 0.5
    if "percent" in word:
        return 50
    if any(part in word for part in ("train", "flag", "use_", "is_", "mode")):
        return True
    return SIZES.get(word, 8)


def found_in(code):
    """The subjects that an example offers by itself: module classes, ready-made modules and builders of modules."""
    space = execute(code)
    bases = {base for one in space.values() if is_own_class(one) for base in one.__mro__[1:]}
    found = []
    for name, value in space.items():
        if is_own_class(value) and issubclass(value, nn.Module) and value not in bases:
            found += subjects_of(code, f"{name}({arguments(value.__init__, 1)})", value)
        elif isinstance(value, nn.Module):
            found += subjects_of(code, name, type(value))
        elif inspect.isfunction(value) and value.__module__ == "example" and isinstance(built(value), nn.Module):
            found += subjects_of(code, f"{name}({arguments(value, 0)})", nn.Module)
    return found


def is_own_class(value):
    return inspect.isclass(value) and value.__module__ == "example"


def built(function):
    try:
        return evaluate(f"function({arguments(function, 0)})", {"function": function, **HELPERS})
    except Exception:
        return None


def arguments(function, skip):
    """Arguments for the parameters without a default, as written in a call; rates of zero are raised."""
    given = []
    parameters = list(inspect.signature(function).parameters.values())[skip:]
    for one in parameters:
        if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD) or one.default is not one.empty:
            continue
        value = value_for(one.name)
        given.append(f"{one.name}={'Anything()' if isinstance(value, Anything) else value!r}")
    return ", ".join(given)


def subjects_of(code, model, kind):
    """The subjects with that model: its forward pass, or the public methods where there is none."""
    methods = ["forward"] if has_forward(kind) else public_methods(kind)
    subjects = []
    for method in methods:
        call = call_of(code, model, method)
        if call:
            subjects.append(Subject(code, model, call))
    return subjects


def has_forward(kind):
    return kind.forward is not nn.Module.forward or kind is nn.Module


def public_methods(kind):
    return [name for name, value in vars(kind).items() if inspect.isfunction(value) and not name.startswith("__")]


def call_of(code, model, method):
    """A call with inputs that the method accepts; tried in eval mode, then in train mode."""
    try:
        made, _ = Subject(code, model, "None").fresh()
        signature = inspect.signature(getattr(made, method))
    except Exception:
        return None
    name = "model" if method == "forward" else f"model.{method}"
    for shape in shapes_for(made):
        call = f"{name}({call_arguments(signature, shape)})"
        for mode in (False, True):
            try:
                fresh, run = Subject(code, model, call).fresh()
                nn.Module.train(fresh, mode)
                run()
                return call
            except Exception:
                continue
    return None


def call_arguments(signature, shape):
    given = []
    for one in signature.parameters.values():
        if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD) or one.default is not one.empty:
            continue
        value = value_for(one.name)
        given.append(repr(value) if isinstance(value, (bool, float)) else shape)
    return ", ".join(given) or (shape if any(one.kind == one.VAR_POSITIONAL for one in signature.parameters.values()) else "")


def shapes_for(model):
    """Inputs worth trying, the likeliest first, by the widths of the layers."""
    shapes = []
    for layer in model.modules():
        width = getattr(layer, "in_features", None) or getattr(layer, "in_channels", None)
        width = width or getattr(layer, "num_features", None) or getattr(layer, "input_size", None)
        width = width or getattr(layer, "embed_dim", None) or getattr(layer, "d_model", None)
        if isinstance(layer, nn.Embedding):
            shapes.append("tokens(4, 6)")
        elif isinstance(layer, (nn.Conv2d, nn.BatchNorm2d)):
            shapes += [f"rand(4, {width}, 16, 16)", f"rand(4, {width}, 32, 32)"]
        elif isinstance(layer, (nn.Conv1d,)):
            shapes.append(f"rand(4, {width}, 16)")
        elif isinstance(layer, (nn.Conv3d, nn.BatchNorm3d)):
            shapes.append(f"rand(2, {width}, 8, 8, 8)")
        elif isinstance(width, int):
            shapes += [f"rand(6, {width})", f"rand(4, 5, {width})"]
    return list(dict.fromkeys([*shapes, "rand(6, 8)", "rand(4, 5, 8)", "rand(4, 8, 6, 6)", "rand(2, 3, 16, 16)"]))
