"""The other names under which a council's forms of other years and hands print labels, headings and groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict

from eqia.form.definition import Form

_NOT_WORDS: Final = re.compile(r"[^a-z0-9]+")

Names = Mapping[str, tuple[str, ...]]


class Synonyms(BaseModel):
    """What a pack's synonyms.toml says: other names, by what they stand for.

    ``labels`` are of questions, by id, and of columns, by the id of the question, a point and that of the column; of
    lists with the same columns the first stands for all. ``sections`` are headings, ``groups`` rows of tables, by id.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: dict[str, tuple[str, ...]] = {}
    sections: dict[str, tuple[str, ...]] = {}
    groups: dict[str, tuple[str, ...]] = {}

    def with_those_of(self, other: Synonyms) -> Synonyms:
        """These names, and those of a pack that this one extends for what it says nothing of."""
        return Synonyms(
            labels=other.labels | self.labels,
            sections=other.sections | self.sections,
            groups=other.groups | self.groups,
        )


def faults_of(synonyms: Synonyms, form: Form) -> list[str]:
    """What is wrong with synonyms: things that the form has not, and one name for two things, each in a sentence."""
    return [
        fault
        for table, names, known in (
            ("labels", synonyms.labels, set(_labelled(form))),
            ("sections", synonyms.sections, {section.id for section in form.sections}),
            ("groups", synonyms.groups, {group.id for group in form.groups}),
        )
        for fault in (*_unknown(table, names, known), *_doubled(table, names))
    ]


def _labelled(form: Form) -> Iterator[str]:
    for section in form.sections:
        for question in section.questions:
            yield question.id
            yield from (f"{question.id}.{column.id}" for column in question.columns)


def _unknown(table: str, names: Names, known: Iterable[str]) -> Iterator[str]:
    for id in names.keys() - known:
        yield f'[{table}] names "{id}", which the form has not.'


def _doubled(table: str, names: Names) -> Iterator[str]:
    """One name for two questions, sections or groups; two columns may share one, in tables of their own."""
    seen: dict[tuple[str, str], str] = {}
    for id, others in names.items():
        for name in others:
            scope = id.rpartition(".")[0] if table == "labels" else ""
            first = seen.setdefault((scope, _NOT_WORDS.sub(" ", name.casefold()).strip()), id)
            if first != id:
                yield f'[{table}] gives the name "{name}" to "{first}" and to "{id}". It can stand for one of them.'
