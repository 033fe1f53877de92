"""Assessments as JSON files: read with every fault named, written whole, and known by a digest of their content."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from math import isinf
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

from pydantic import ValidationError

from eqia.assessment.model import FORMAT, Assessment
from eqia.assessment.problems import Problem, of_validation, too_long
from eqia.errors import InputError
from eqia.files import LARGEST_FILE as LARGEST_FILE
from eqia.files import read_bounded, read_if_there, write_new, write_over
from eqia.printable import shortened

INTERVIEW: Final = "interview"
"""The part of a file that is the interview's own: half-typed text, answers of closed branches, where it stopped.
It is no part of the assessment."""

PRINTING: Final = "printing"
"""The part of the data inside a document that says how it was printed; see ``eqia.view.printing``."""

Model = TypeVar("Model", bound=Assessment)

_DOCUMENTS: Final = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff", b"{\0", b"\0{")
_NOT_CONTENT: Final = {"format", "acknowledged", "review", "history"}
_BESIDE: Final = {"$schema", INTERVIEW, PRINTING}


class _DuplicateKeyError(ValueError):
    """A JSON object names a field twice; only one of the two answers could be kept."""


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in a file. Raises InputError if there is none, naming the line where the fault is."""
    return object_in(read_bounded(path, LARGEST_FILE), path)


def object_in(data: bytes, path: Path) -> dict[str, Any]:
    """The JSON object in the bytes of a file. Raises InputError if there is none, with the line."""
    return read_object(_decode(path, data), str(path))


def read_object(text: str, source: str) -> dict[str, Any]:
    """The JSON object in a text, which ``source`` names. Raises InputError if there is none, with the line."""
    try:
        data = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
        _as_python(data)
    except json.JSONDecodeError as error:
        raise InputError(f'"{source}" is not a JSON file. {_fault(error)}') from None
    except _DuplicateKeyError as error:
        raise InputError(
            f'"{source}" names the field "{shortened(str(error))}" twice in one place. Keep the right one.'
        ) from None
    except (ValueError, RecursionError):
        raise InputError(f'"{source}" holds a number or a nesting that no assessment has.') from None
    if not isinstance(data, dict):
        raise InputError(f'"{source}" holds a list or a single value. An assessment is a group of fields in {{ }}.')
    return data


def check_format(data: Mapping[str, Any], source: str) -> None:
    """Raise InputError for a file of a newer format than this program knows; the file is left as it is."""
    number = data.get("format", FORMAT)
    if isinstance(number, int) and number > FORMAT:
        raise InputError(
            f'"{source}" was made by a newer eqia (file format {number}; this one knows {FORMAT}). '
            "The file is untouched. Install the newer eqia to open it."
        )


def parse(data: Mapping[str, Any], model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """The assessment that a JSON object holds, by the model of its form, or None and all that is wrong with it.

    Line ends become the single newline; nothing else of an answer is changed. The ``$schema`` that editors like to see,
    and the interview's own part, are not part of the assessment.
    """
    fields = {name: value for name, value in data.items() if name not in _BESIDE}
    if long := too_long(fields):
        return None, long
    try:
        return model.model_validate(_as_python(fields)), []
    except ValidationError as error:
        return None, of_validation(error, model)


def to_json(
    assessment: Assessment, interview: Mapping[str, Any] | None = None, printing: Mapping[str, Any] | None = None
) -> str:
    """The text of an assessment's file: every field, in the model's order, then the parts beside it, if any."""
    beside = {INTERVIEW: interview, PRINTING: printing}
    data = assessment.model_dump(mode="json") | {name: part for name, part in beside.items() if part}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def save(path: Path, assessment: Assessment) -> None:
    """Write an assessment's file whole or not at all, with the interview's part that it holds. Raises OutputError."""
    before = read_if_there(path)
    if before is None:
        write_new(path, to_json(assessment).encode("utf-8"))
    else:
        save_over(path, before, assessment)


def save_over(path: Path, before: bytes, assessment: Assessment) -> None:
    """Write an assessment over a file that holds ``before``, with the interview's part of that.

    Raises AlreadyThere, and leaves the file as it is, if it holds something else by now.
    """
    write_over(path, before, to_json(assessment, _interview_part(before, path)).encode("utf-8"))


def content_digest(assessment: Assessment) -> str:
    """SHA-256, in hexadecimal, of what the assessment says; blanks, acknowledgements, review and history left out."""
    content = _answered(assessment.model_dump(mode="json", exclude=_NOT_CONTENT))
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _interview_part(data: bytes, path: Path) -> Mapping[str, Any] | None:
    try:
        part = object_in(data, path).get(INTERVIEW)
    except InputError:
        return None
    return part if isinstance(part, Mapping) else None


def _fault(error: json.JSONDecodeError) -> str:
    """Where the JSON breaks off and what is probably wrong there, for somebody who typed it by hand."""
    text = error.doc.strip()
    if not text:
        return "The file is empty."
    if text[0] not in '{["':
        begins = shortened(text.split("\n")[0])
        return f'It begins with "{begins}", and an assessment file begins with {{. Is it the right file?'
    comma = _spare_comma(error.doc, error.pos)
    place = error.pos if comma is None else comma
    where = f"Line {error.doc.count(chr(10), 0, place) + 1}, column {place - error.doc.rfind(chr(10), 0, place)}"
    if comma is not None:
        return f"{where}: there is a comma too many."
    return f"{where}: {next(meaning for words, meaning in _FAULTS.items() if error.msg.startswith(words))}"


def _spare_comma(text: str, place: int) -> int | None:
    """Where the comma is that stands before a closing bracket or another comma, at the ``place`` of a fault.

    Python names the bracket up to version 3.12, and the comma from 3.13 on.
    """
    return next((found.start() for found in _SPARE.finditer(text) if found.start() <= place < found.end()), None)


_SPARE: Final = re.compile(r",\s*[}\],]")

_FAULTS: Final = {
    "Expecting property name": 'a field name is missing, or it has no straight quotation marks (").',
    "Expecting ',' delimiter": 'a comma is missing before this place, or a quotation mark (") stands inside a text.',
    "Expecting ':' delimiter": "a colon is missing after the name of a field.",
    "Expecting value": 'a value is missing, or it has curly quotation marks instead of straight ones (").',
    "Invalid control character": "there is a line break or a tab inside a text. Write \\n for a new line.",
    "Unterminated string": "a text has no quotation mark at its end.",
    "Invalid \\": "a backslash (\\) stands inside a text. Write two of them for each.",
    "Extra data": "something stands after the end of the assessment.",
    "": "this is not how JSON is written.",
}


def _decode(path: Path, data: bytes) -> str:
    if data.startswith(_DOCUMENTS):
        raise InputError(f'"{path}" is a document, not an assessment file. To read a form: eqia import "{path}"')
    if data[:2] in _UTF_16:
        raise InputError(f'"{path}" is saved as "Unicode" (UTF-16). Save it again with the encoding UTF-8.')
    try:
        if b"\0" in data:
            raise InputError(f'"{path}" is not an assessment file: it is no text. Is it the right file?')
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f'"{path}" is not in UTF-8 (line {line}). Save it again with the encoding UTF-8.') from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _DuplicateKeyError(key)
        result[key] = value
    return result


def _finite(text: str) -> float:
    if isinf(number := float(text)):
        raise ValueError(text)
    return number


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _as_python(value: Any) -> Any:
    match value:
        case str():
            return value.replace("\r\n", "\n").replace("\r", "\n")
        case Mapping():
            return {key: _as_python(item) for key, item in value.items()}
        case list():
            return tuple(_as_python(item) for item in value)
        case _:
            return value


def _answered(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _answered(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in ("", None, False, [], {})}
    return [_answered(item) for item in value] if isinstance(value, list) else value
