"""What a rule sees: the assessment, today's date, the council's settings and words, and helpers worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final, TypeVar, cast

from eqia.assessment.model import Assessment
from eqia.assessment.paths import get, walk_from
from eqia.concepts.laws import S149
from eqia.concepts.model import Action, Concepts, Duty, Impact, Recommendation, Relevance
from eqia.rules.filler import is_blank
from eqia.rules.labels import PLAIN, Labels
from eqia.rules.phrases import excerpt, in_a_row
from eqia.rules.settings import DEFAULTS, RuleSettings

T = TypeVar("T")

QUESTIONS: Final = tuple(name for name in Relevance.model_fields if name not in ("no_relevance", "why_not_required"))
"""The nine questions of the relevance test, in order, as field names; the ninth decides."""

DECISION: Final = f"relevance.{QUESTIONS[-1]}"
"""The path of question 9: whether an analysis is required."""

TICKS: Final = ("positive", "negative", "none")
"""The three boxes of an impact row."""

KINDS_OF_ACTION: Final = ("lessen_negative", "increase_positive", "develop_evidence", "procurement", "other")
"""The lists of the action plan, in the form's order."""

RECOMMENDATIONS: Final = tuple(Recommendation.model_fields)
"""The four outcomes, as field names."""

ANALYSIS: Final = (
    "scope", "evidence", "duty", "impacts", "commissioning", "actions", "recommendation", "summary", "monitoring",
)  # fmt: skip
"""The parts of the file that are not needed where question 9 is No."""

_BOXES: Final = frozenset({*QUESTIONS, *TICKS, *RECOMMENDATIONS, "no_relevance"})


@dataclass(frozen=True)
class Context:
    """The assessment under check, and everything rules ask of it more than once.

    ``supposed`` takes an analysis for required although question 9 does not say so. See ``if_required``. ``have`` are
    the concepts that the form has, None for all of them; ``laws`` those that it is under. ``own`` are the answers, if
    they hold more than concepts, and ``own_path`` gives the form's path for a concept's.
    """

    assessment: Concepts
    today: date
    settings: RuleSettings = DEFAULTS
    labels: Labels = PLAIN
    supposed: bool = False
    have: frozenset[str] | None = None
    laws: frozenset[str] = frozenset({S149})
    own: Assessment | None = None
    own_path: Callable[[str], str] = str
    _memory: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def answers(self) -> Assessment:
        """All answers, also those to questions of the form's own: for rules over every text."""
        return self.own or self.assessment

    def once(self, compute: Callable[[Context], T]) -> T:
        """What ``compute`` makes of this context, worked out at most once: for helpers that several rules share."""
        if compute not in self._memory:
            self._memory[compute] = compute(self)
        return cast(T, self._memory[compute])

    def text(self, path: str) -> str:
        """The text at a path as typed; empty where there is none, or where the path does not lead to text."""
        value = get(self.answers, path)
        return value if isinstance(value, str) else ""

    def blank(self, path: str) -> bool:
        """Whether the text at a path says nothing: empty, white space, or filler."""
        return is_blank(self.text(path))

    def state(self, path: str) -> str:
        """What a blank answer is in a sentence: "is not filled in", or the filler that stands there."""
        said = " ".join(self.text(path).split())
        return f'says only "{said}"' if said else "is not filled in"

    def answer(self, question: str) -> str | None:
        """The answer to a question of the relevance test by its field name: yes, no, both, unreadable or None."""
        return cast("str | None", getattr(self.assessment.relevance, question))

    def has(self, concept: str) -> bool:
        """Whether the form asks for a concept."""
        return self.have is None or concept in self.have

    @property
    def required(self) -> bool:
        """Whether question 9 says that an analysis is required, or it is taken for required."""
        return self.supposed or self.said_required

    @property
    def said_required(self) -> bool:
        """Whether question 9 is answered Yes. A form that does not ask it is an analysis by itself."""
        return not self.has(DECISION) or self.assessment.relevance.analysis_required == "yes"

    @property
    def not_required(self) -> bool:
        """Whether question 9 says that no analysis is required; false while it is unanswered."""
        return self.assessment.relevance.analysis_required == "no"

    @cached_property
    def if_required(self) -> Context | None:
        """The same with an analysis taken for required, where question 9 leaves it open and one is filled in.

        None where question 9 is Yes or No, where the officer states that there is no relevance, or all else is blank.
        """
        open_yet = not (self.said_required or self.not_required or self.assessment.relevance.no_relevance is True)
        return replace(self, supposed=True) if open_yet and any(answered(self.assessment)) else None

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups that the form asks about, in its order, then those that only the file has."""
        known = tuple(self.labels.groups)
        extra = {*self.assessment.duty, *self.assessment.impacts} - set(known)
        return known + tuple(sorted(extra))

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The groups that the scope names as affected, in order: those ticked beside the answer."""
        ticked = self.assessment.scope.characteristics
        return tuple(group for group in self.groups if group in ticked)

    @cached_property
    def touched(self) -> tuple[str, ...]:
        """The groups with any tick, any explanation or any duty text."""
        return tuple(group for group in self.groups if self.has_impact_row(group) or self.has_duty_row(group))

    @cached_property
    def positive(self) -> tuple[str, ...]:
        """The groups whose Positive box is ticked."""
        return self._ticked("positive")

    @cached_property
    def negative(self) -> tuple[str, ...]:
        """The groups whose Negative box is ticked."""
        return self._ticked("negative")

    @cached_property
    def neutral(self) -> tuple[str, ...]:
        """The groups whose No impact box is ticked."""
        return self._ticked("none")

    def impact(self, group: str) -> Impact:
        """The impact row of a group."""
        return self.assessment.impact_of(group)

    def duty(self, group: str) -> Duty:
        """The duty row of a group."""
        return self.assessment.duty_of(group)

    def has_impact_row(self, group: str) -> bool:
        """Whether the impact row holds a tick, a box that could not be read, or an explanation."""
        return group in self._impact_rows

    def has_duty_row(self, group: str) -> bool:
        """Whether the duty row holds any text."""
        return group in self._duty_rows

    def name_groups(self, groups: Iterable[str]) -> str:
        """The printed names of groups as a list in a sentence: "Age, Race and Sex"."""
        return in_a_row([self.labels.group(group) for group in groups])

    def name_fields(self, paths: Iterable[str]) -> str:
        """The short names of fields as a list in a sentence, each once."""
        return in_a_row(list(dict.fromkeys(map(self.labels.label, paths))))

    def none_ticked(self, box: str) -> bool:
        """Whether a box of the impact table is empty for every group. A box nobody could read is not empty."""
        return all(getattr(self.impact(group), box) is False for group in self.groups)

    def actions(self, *kinds: str) -> Iterator[tuple[str, Action]]:
        """The rows of the action plan that hold anything, with their paths; of all kinds if none is named."""
        for kind in kinds or KINDS_OF_ACTION:
            for index, action in enumerate(getattr(self.assessment.actions, kind)):
                if not all(map(is_blank, (action.what, action.who, action.when.text, action.outcome))):
                    yield f"actions.{kind}.{index}", action

    def name_action(self, path: str) -> str:
        """What an action says, quoted and cut short; the label of its row where it says nothing."""
        what = self.text(f"{path}.what")
        return self.labels.label(path) if is_blank(what) else f'"{excerpt(what, 60)}"'

    def name_actions(self, paths: Iterable[str]) -> str:
        """What actions say as a list in a sentence; at most three of them, then how many more."""
        said = [self.name_action(path) for path in paths]
        return in_a_row([*said[:3], f"{len(said) - 3} more"] if len(said) > 3 else said)

    @cached_property
    def _impact_rows(self) -> frozenset[str]:
        rows = self.assessment.impacts.items()
        return frozenset(
            group for group, row in rows if row.positive or row.negative or row.none or not is_blank(row.explanation)
        )

    @cached_property
    def _duty_rows(self) -> frozenset[str]:
        rows = self.assessment.duty.items()
        return frozenset(
            group
            for group, row in rows
            if not all(map(is_blank, (row.eliminate_discrimination, row.advance_equality, row.foster_good_relations)))
        )

    def _ticked(self, box: str) -> tuple[str, ...]:
        return tuple(group for group in self.groups if getattr(self.impact(group), box) is True)


def is_box(path: str) -> bool:
    """Whether a field path leads to a box, or to a question with a Yes and a No box."""
    return path.rpartition(".")[2] in _BOXES


def answered(assessment: Concepts) -> Iterator[str]:
    """The paths of all answers in the sections of the analysis: ticks, and texts other than filler."""
    for section in ANALYSIS:
        for path, leaf in walk_from(get(assessment, section), section):
            if leaf is True or (isinstance(leaf, str) and not is_box(path) and not is_blank(leaf)):
                yield path
