"""Assessments in which every answer is a text that tries to be more than text."""

import json
from collections.abc import Callable

import pytest

from eqia.assessment.store import parse, to_json
from eqia.concepts.model import Concepts
from eqia.form.loader import Pack, load_pack
from eqia.packs.tokens import token_assessment
from eqia.view.build import build_view
from eqia.view.document import DocumentView

Filled = Callable[[Callable[[int], str]], DocumentView]


@pytest.fixture(scope="session")
def bedford() -> Pack:
    return load_pack("bedford")


@pytest.fixture(scope="session")
def filled(bedford: Pack) -> Filled:
    """The view of an assessment whose answers, counted from 0, are what ``text`` gives for their number."""

    def make(text: Callable[[int], str]) -> DocumentView:
        return build_view(fill(bedford, text), bedford.form, draft=True, template=bedford.stamp)

    return make


def fill(pack: Pack, text: Callable[[int], str]) -> Concepts:
    """An assessment with an answer to every question, and the reference and the notice."""
    count = iter(range(10**6))

    def change(value: object) -> object:
        match value:
            case str() if value.lower().startswith("token"):
                return text(next(count))
            case list():
                return [change(item) for item in value]
            case dict():
                return {name: change(item) for name, item in value.items()}
        return value

    tokens = json.loads(to_json(token_assessment(pack.form, pack.facts.council, ticked=True)))
    assessment, problems = parse(change(tokens), Concepts)
    assert assessment is not None, problems
    return assessment
