"""Signatures of installed callables in the notation of server/facts/row.ts."""

import importlib
import inspect
import sys
import typing


def resolve(name):
    """The object of a qualified name, or None where it cannot be imported."""
    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            thing = importlib.import_module(".".join(parts[:length]))
            for part in parts[length:]:
                thing = getattr(thing, part)
            return thing
        except (ImportError, AttributeError):
            continue
    # What Keras 3 took out of keras.backend is still there for those who come from TensorFlow.
    legacy = "keras._tf_keras.keras.backend."
    return resolve(name.replace("keras.backend.", legacy, 1)) if name.startswith("keras.backend.") else None


def signatures_of(name, thing):
    """One text for each overload; None where neither Python nor the operator schema has one."""
    if isinstance(thing, type):
        return of_class(thing)
    last = name.rsplit(".", 1)[1]
    is_method = name.startswith(("torch.Tensor.", "tinygrad.Tensor."))
    torch = sys.modules.get("torch")
    if "boolean_dispatch" in getattr(thing, "__qualname__", ""):
        thing = getattr(torch.nn.functional, "_" + last)  # both results of a boolean dispatch
    try:
        return [as_text(inspect.signature(thing), is_method)]
    except (ValueError, TypeError):
        return of_operator(torch, last, is_method) if torch else None


def of_class(thing):
    overloads = typing.get_overloads(thing.__init__) if inspect.isfunction(thing.__init__) else []
    if overloads:
        return [as_text(inspect.signature(overload), True) for overload in overloads]
    by_new = thing.__init__ is object.__init__ and thing.__new__ is not object.__new__
    try:
        return [as_text(inspect.signature(thing.__new__ if by_new else thing.__init__), True)]
    except (ValueError, TypeError):
        return None


def of_operator(torch, name, is_method):
    texts = set()
    for schema in torch._C._jit_get_schemas_for_operator("aten::" + name):
        of_script = any(argument.name in ("a", "l") for argument in schema.arguments)
        if not of_script and not schema.overload_name.endswith("out"):
            texts.add(schema_text(schema, is_method))
    return sorted(texts) or None


def schema_text(schema, is_method):
    parts, keyword_only = [], False
    for argument in schema.arguments:
        if is_method and argument.name == "self":
            continue
        if argument.kwarg_only and not keyword_only:
            parts.append("*")
            keyword_only = True
        name = "input" if argument.name == "self" else argument.name
        if name in ("size", "shape", "dims", "repeats") and not parts and "List" in str(argument.type):
            name, keyword_only = "*" + name, True  # the Python call also takes the list item by item
        parts.append(name + (f"={constant(argument.default_value)}" if argument.has_default_value() else ""))
    return ", ".join(parts)


def as_text(signature, without_first):
    parts, keyword_only = [], False
    for parameter in list(signature.parameters.values())[1 if without_first else 0 :]:
        if parameter.kind == parameter.VAR_POSITIONAL:
            parts.append("*" + parameter.name)
            keyword_only = True
        elif parameter.kind == parameter.VAR_KEYWORD:
            parts.append("**" + parameter.name)
        else:
            if parameter.kind == parameter.KEYWORD_ONLY and not keyword_only:
                parts.append("*")
                keyword_only = True
            has_default = parameter.default is not parameter.empty
            parts.append(parameter.name + (f"={constant(parameter.default)}" if has_default else ""))
    return ", ".join(parts)


def constant(value):
    """A default as text; `...` for what is not a plain constant."""
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return repr(value) if abs(value) < float("inf") else "..."
    if type(value) is str and not set(value) & set(",='|"):
        return f"'{value}'"
    return "..."
