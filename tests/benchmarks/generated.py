"""Assessments made up for measuring: samples and tests, each with words of its own, and hostile ones."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHORTEST = 80
"""Letters from which a text is prose, whose words are mixed."""

_TOKENS = re.compile(r"\w+|\W+")


def write_many(folder: Path, number: int, *, hostile: float = 0.0, seed: int = 1) -> list[Path]:
    """Write assessments into a folder and two below it; ``hostile`` is the part that no one can make a report of.

    The hostile ones have "hostile" in their names.
    """
    chance = random.Random(seed)
    originals = [json.loads(path.read_text(encoding="utf-8")) for path in _originals()]
    paths = []
    for count in range(number):
        place = folder / ("budget", "archive/2019")[count % 2] if count % 3 else folder
        place.mkdir(parents=True, exist_ok=True)
        is_hostile = chance.random() < hostile
        path = place / f"{'hostile' if is_hostile else 'report'}-{count:05}.json"
        varied = vary(originals[count % len(originals)], chance)
        path.write_bytes(spoil(varied, chance) if is_hostile else _bytes(varied))
        paths.append(path)
    return paths


def vary(answers: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The answers, with the words of all prose in another order, so that no two reports have a paragraph in common."""
    return {key: _varied(value, chance) for key, value in answers.items()}


def spoil(answers: dict[str, Any], chance: random.Random) -> bytes:
    """The file of an assessment in one of the ways in which files are bad."""
    whole = _bytes(answers)
    return chance.choice(
        (
            lambda: b"",
            lambda: whole[: len(whole) // 2],
            lambda: b"[1, 2, 3]",
            lambda: whole.decode().encode("utf-16"),
            lambda: b'{"summary": "' + b"\xff\xfe" + b'"}',
            lambda: b"[" * 200_000,
            lambda: _bytes(answers | {"summary": "\x00"}),
            lambda: _bytes(answers | {"summary": "🙂 no font has this"}),
            lambda: b'{"summary": "half a character \\ud83d"}',
            lambda: _bytes(answers | {"council": "../../etc"}),
            lambda: _bytes(answers | {"format": 999}),
            lambda: _bytes(answers | {"surprise": {"unknown": "field"}}),
            lambda: _bytes(answers | {"summary": 12345}),
            lambda: b'{"summary": "' + b"x" * 21_000_000 + b'"}',
            lambda: b'{"revision": 1' + b"0" * 5_000 + b"}",
        )
    )()


def _originals() -> Iterator[Path]:
    return iter(
        [*sorted((ROOT / "samples").glob("*.json")), *sorted((ROOT / "tests" / "rules" / "good").glob("*.json"))]
    )


def _varied(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        return {key: _varied(item, chance) for key, item in value.items()}
    if isinstance(value, list):
        return [_varied(item, chance) for item in value]
    return _mixed(value, chance) if isinstance(value, str) and len(value) >= SHORTEST else value


def _mixed(text: str, chance: random.Random) -> str:
    tokens = _TOKENS.findall(text)
    places = [place for place, token in enumerate(tokens) if token.isalpha() and token.islower()]
    words = [tokens[place] for place in places]
    chance.shuffle(words)
    for place, word in zip(places, words, strict=True):
        tokens[place] = word
    return "".join(tokens)


def _bytes(answers: dict[str, Any]) -> bytes:
    return json.dumps(answers, ensure_ascii=False).encode("utf-8", "surrogatepass")
