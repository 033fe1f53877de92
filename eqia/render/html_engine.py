"""The template engine of web pages: Jinja in a sandbox, in which a template looks up, chooses, repeats and prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from eqia.errors import EqiaError, PackError
from eqia.render.template_words import said_of

_HARMLESS: Final = (
    *("batch", "capitalize", "count", "default", "first", "join", "last", "length", "list", "lower", "map", "max"),
    *("min", "reverse", "sort", "title", "trim", "truncate", "upper"),
)
"""Jinja's own filters that a template may use. Not among them: those that unescape, format, pad or call."""

_REFUSED: Final = {
    nodes.BinExpr: "calculates",
    nodes.Concat: "joins texts with ~",
    nodes.Assign: "sets a name",
    nodes.AssignBlock: "sets a name",
    nodes.Import: "reads another file",
    nodes.FromImport: "reads another file",
    nodes.Include: "reads another file",
    nodes.Extends: "reads another file",
    nodes.EvalContextModifier: "changes how answers are escaped",
    nodes.Test: "tests a value",
}
"""What a template may not do, in words. ``And`` and ``Or`` are no calculations, though Jinja counts them as such."""


class PackEnvironment(ImmutableSandboxedEnvironment):
    """The environment of a pack's template. It knows no function but the template's own macros."""

    def __init__(self, filters: Mapping[str, Any], **options: Any) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_plain, **options)
        self.globals.clear()
        self.tests.clear()
        self.filters = {**{name: FILTERS[name] for name in _HARMLESS}, **filters}

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call this: only a macro of its own. Raises SecurityError for anything else."""
        if isinstance(obj, Macro):
            return True
        raise SecurityError("it calls something that is not a macro of its own")


def read_template(environment: PackEnvironment, text: str, file: str) -> Template:
    """The template in a text. Raises PackError with each line of it that no template may hold; ``file`` names it."""
    try:
        tree = environment.parse(text)
        faults = [f"line {node.lineno} {did}." for node in _descend(tree) if (did := _refusal(node))]
        if faults:
            raise PackError(f"The template {file} does what no template may do:", [*dict.fromkeys(faults)])
        return environment.from_string(tree)
    except (TemplateError, RecursionError) as error:
        raise _fault(file, getattr(error, "lineno", None) or 1, error) from None


def fill_template(template: Template, values: Mapping[str, object], file: str) -> str:
    """The text of a template with values in it. Raises PackError with the line if it cannot be filled in."""
    try:
        return template.render(values)
    except (EqiaError, MemoryError):
        raise
    except Exception as error:  # whatever Python makes of what a template asks for
        raise _fault(file, _line(error), error) from None


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | Undefined):  # what is undefined says so itself when it is printed
        return value
    raise SecurityError("it prints something that is neither a text nor a number")


def _descend(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _descend(child)


def _refusal(node: nodes.Node) -> str:
    if isinstance(node, nodes.And | nodes.Or):
        return ""
    return next((did for kind, did in _REFUSED.items() if isinstance(node, kind)), "")


def _line(error: BaseException) -> int:
    """The line of the template in which an error arose. Jinja puts its templates into the traceback."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _fault(file: str, line: int, error: BaseException) -> PackError:
    return PackError(f"The template {file}, line {line} cannot be filled in: {said_of(error)}.")
