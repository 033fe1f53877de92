"""What is wrong with a template, in words for whoever edits it: Jinja's own are its programmers'."""

from __future__ import annotations

import re
from typing import Final

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

_OPEN: Final = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_SYNTAX: Final = (
    (r"unknown tag '(.*?)'", "after {{% there is {0}, which begins nothing"),
    (r"No filter named '(.*?)'", "there is no filter {0}"),
    (r"No test named '(.*?)'", "nothing can be tested for {0}"),
    (r"Missing end of comment", "a remark that begins with {{# is not closed with #}}"),
    (r"Missing end of raw", "{{% raw %}} is not closed with {{% endraw %}}"),
    (r"unexpected char '(.*?)' at", "the character {0} cannot stand in a mark"),
    (r"expected token '(.*?)', got '(.*?)'", "{1} stands where {0} belongs"),
    (r"[Ee]xpected an expression, got '(.*?)'", "{0} stands where a name belongs"),
    (r"unexpected '(.*?)', expected '(.*?)'", "{0} stands where {1} belongs"),
    (r"[Uu]nexpected end of template", "a mark is not closed"),
    (r"unexpected '(.*?)'", "{0} stands where it does not belong"),
    (r"unexpected char", "a text in quotation marks is not closed"),
    (r"tag name expected", "after {{% a word such as if or for is missing"),
    (r"^can't assign|assign to special", "it gives a value to what has one"),
    (r"defined twice", "it names a block twice"),
)
"""What Jinja says when it cannot read a template, and what that means."""

_TOKENS: Final = {
    "end of print statement": "}}",
    "begin of print statement": "{{",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "begin of comment": "{#",
    "end of comment": "#}",
    "end of template": "the end of the template",
    "template data / text": "text",
    "name": "a name",
    "string": "a text in quotation marks",
    "integer": "a number",
    "float": "a number",
}
_UNKNOWN: Final = re.compile(r"^'(.*?)' is undefined|has no attribute '?(.*?)'?$|has no element (.*)$", re.DOTALL)
_UNSAFE: Final = re.compile(r"access to attribute '(.*?)' of")


def said_of(error: BaseException) -> str:
    """What is wrong, as the end of a sentence without its full stop."""
    match error:
        case RecursionError():
            return "it calls itself without end, or its brackets stand too deep"
        case UndefinedError():
            return _of_unknown(error.message or "")
        case SecurityError():
            inside = _UNSAFE.search(error.message or "")
            return f'it looks into "{inside[1]}", which no template may' if inside else (error.message or "it may not")
        case TemplateSyntaxError():
            return _of_syntax(error.message or "")
    return "it does with a value what cannot be done with it, such as counting a number or going through a text"


def _of_unknown(message: str) -> str:
    found = _UNKNOWN.search(message)
    name = next(filter(None, found.groups()), "") if found else ""
    return f'it names "{name}", which no assessment has' if name else "it names what no assessment has"


def _of_syntax(message: str) -> str:
    if still_open := _OPEN.search(message):
        return f"what begins with {{% {still_open[1]} %}} is not closed with {{% end{still_open[1]} %}} there"
    for pattern, words in _SYNTAX:
        if found := re.search(pattern, message):
            return words.format(*(_TOKENS.get(each, f'"{each}"') for each in found.groups()))
    return "it is not written as templates are"
