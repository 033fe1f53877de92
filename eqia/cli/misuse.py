"""What is wrong with how a command was called, in words: what was not understood, what belongs there, where to look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import click

_EXTRA: Final = re.compile(r"\((.*)\)$", re.DOTALL)


def sentences_of(error: click.ClickException) -> str:
    """What to tell somebody of a wrong use that click found. Click's own words are its programmers'."""
    said = _said(error)
    ctx = getattr(error, "ctx", None)
    if ctx is None or isinstance(error, click.exceptions.NoArgsIsHelpError):
        return said
    return f"{said}\nMore: {ctx.command_path} --help"


def _said(error: click.ClickException) -> str:
    match error:
        case click.exceptions.NoSuchOption():
            return f'There is no option "{error.option_name}".{_perhaps(error.possibilities)}'
        case click.exceptions.NoSuchCommand():
            return f'There is no command "{error.command_name}".{_perhaps(error.possibilities)}'
        case click.exceptions.BadOptionUsage():
            wants = "a value is missing after it" if "requires" in error.message else "it takes no value"
            return f"{error.option_name}: {wants}."
        case click.exceptions.MissingParameter():
            return _missing(error)
        case click.exceptions.BadParameter():
            return f"{_name(error.param)}: {error.message}" if error.param else error.message
        case click.exceptions.UsageError() if "extra argument" in error.message:
            return _extra(error.message)
    return error.format_message()


def _perhaps(possibilities: Sequence[str] | None) -> str:
    return f' Did you mean "{possibilities[0]}"?' if possibilities else ""


def _name(parameter: click.Parameter) -> str:
    """The name of an option or of an argument as it stands in the help."""
    if isinstance(parameter, click.Option):
        return " or ".join(parameter.opts)
    return (parameter.metavar or parameter.name or "").strip("[]. ").upper()


def _missing(error: click.exceptions.MissingParameter) -> str:
    if isinstance(error.param, click.Option):
        return f"{_name(error.param)} is missing. {error.param.help or ''}".rstrip()
    if error.param is None or error.ctx is None:
        return error.format_message()
    arguments = [_name(each) for each in error.ctx.command.params if isinstance(each, click.Argument)]
    return f"{_name(error.param)} is missing. Write: {' '.join([error.ctx.command_path, *arguments])}"


def _extra(message: str) -> str:
    found = _EXTRA.search(message)
    words = found[1] if found else ""
    return f'"{words}" is too much here. If it is part of a name with spaces, put quotation marks (") round the name.'
