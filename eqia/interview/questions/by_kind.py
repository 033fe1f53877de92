"""The pages on which each kind of question is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from eqia.form.definition import Form, Kind, Question, Section
from eqia.interview.questions.answers import open_questions
from eqia.interview.questions.steps import (
    Answers,
    GroupsStep,
    LinesStep,
    LongStep,
    OptionsStep,
    RecordsStep,
    Step,
    TickStep,
    YesNoStep,
)

PAGES: Final[Mapping[Kind, type[Step] | None]] = {
    Kind.LINE: Step,
    Kind.WHEN: Step,
    Kind.PROSE: LongStep,
    Kind.LINES: LinesStep,
    Kind.YES_NO: YesNoStep,
    Kind.TICK: TickStep,
    Kind.GROUPS: GroupsStep,
    Kind.RECORDS: RecordsStep,
    Kind.MATRIX: None,
}
"""The page of each kind; None where a question has several, see ``grids``."""


def plain_steps(section: Section, form: Form, live: Answers) -> Iterator[tuple[Question, Step | None]]:
    """The open questions of a section with their page; None for a table, which has several. Boxes share one."""
    for are_ticks, together in groupby(open_questions(section, live), key=lambda question: question.kind is Kind.TICK):
        questions = tuple(together)
        if are_ticks and len(questions) > 1:
            yield questions[0], OptionsStep(f"{section.id}@options", questions[0], form, questions, section)
        else:
            yield from ((question, _page(question, form)) for question in questions)


def _page(question: Question, form: Form) -> Step | None:
    page = PAGES[question.kind]
    return page(question.id, question, form) if page else None
