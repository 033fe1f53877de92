"""The Word files that programs and people made of one issued document, and the assessment it shows."""

from pathlib import Path

from eqia.assessment import store
from eqia.concepts.model import Concepts

CASES = Path(__file__).parents[1] / "cases" / "word"


def case(name):
    return (CASES / f"{name}.docx").read_bytes()


def original():
    return store.parse(store.read_json(CASES / "original.json"), Concepts)[0]
