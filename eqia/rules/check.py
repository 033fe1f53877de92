"""The check: every rule over an assessment, folded, weighed and in order. Total and deterministic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final

from eqia.assessment.model import Assessment
from eqia.assessment.paths import get
from eqia.concepts.laws import S149
from eqia.concepts.model import Concepts
from eqia.concepts.roles import concept_of, is_own
from eqia.rules.acknowledgement import acknowledgement_of, digest_of, lapsed_for, may_be_acknowledged
from eqia.rules.catalogue import catalogue
from eqia.rules.context import DECISION, Context, is_box
from eqia.rules.findings import Finding, Findings, Quote, one_lower
from eqia.rules.labels import PLAIN, Labels
from eqia.rules.order import order_key
from eqia.rules.phrases import excerpt, in_a_row
from eqia.rules.registry import Hit, Levels, Rule, Wording
from eqia.rules.settings import DEFAULTS, RuleSettings

MOST_NAMED: Final = 12
"""Items that a folded finding names; of the others it gives the number."""

MOST_QUOTED: Final = 4
"""Answers that a finding quotes when its rule does not choose the words."""

_SAYS: Final[Mapping[object, str]] = {
    "yes": "Yes",
    "no": "No",
    "both": "Yes and No",
    "unreadable": "could not be read",
    True: "ticked",
}

_IF_REQUIRED: Final = "If an analysis is required: "
_SAYS_REQUIRED: Final = re.compile(r'^(?:"\{[01]\}" is answered Yes|An analysis is required), but ')
"""How the rules say that question 9 is Yes, which is not so where it is only taken for Yes."""


def check(
    assessment: Concepts,
    *,
    today: date,
    settings: RuleSettings = DEFAULTS,
    labels: Labels = PLAIN,
    have: frozenset[str] | None = None,
    laws: frozenset[str] = frozenset({S149}),
    answers: Assessment | None = None,
    own_path: Callable[[str], str] = str,
) -> Findings:
    """Everything the rules find: what blocks approval first, then what blocks publication, then as the form goes.

    ``have`` are the concepts that the form has, None for all of them; ``laws`` those that it is under. ``answers`` are
    those of the form, where they hold more than the concepts; ``own_path`` gives the form's path for a concept's.
    """
    context = Context(assessment, today, settings, labels, have=have, laws=laws, own=answers, own_path=own_path)
    findings = [finding for rule in catalogue().values() for finding in find(rule, context)]
    return Findings(sorted(findings, key=lambda finding: order_key(finding, context.groups)))


def find(rule: Rule, context: Context) -> Iterator[Finding]:
    """What one rule finds, folded, and weighed by the council's settings.

    Where question 9 leaves open whether an analysis is required, and one is filled in, what the rule would find if it
    were required comes one severity lower and says so.
    """
    if (rule.analysis and context.not_required) or rule.missing(context.have) or not rule.laws & context.laws:
        return
    hits = _hits(rule, context)
    yield from _findings(rule, hits, context)
    if context.if_required:
        certain = {hit.key for hit in hits}
        more = [hit for hit in _hits(rule, context.if_required) if hit.key not in certain]
        yield from _findings(rule, more, context.if_required)


def _hits(rule: Rule, context: Context) -> list[Hit]:
    """The hits of a rule, without those that name what the form does not ask."""
    return [asked for hit in rule.logic(context) if (asked := _asked(rule, hit, context))]


def _asked(rule: Rule, hit: Hit, context: Context) -> Hit | None:
    """A hit, if the form asks for all that it names. Question 9 is left out of one whose wording does not name it."""
    missing = [field for field in hit.fields if not (is_own(field) or context.has(concept_of(field)))]
    if not missing:
        return hit
    wording, last = rule.wording_of(hit), f"{{{len(hit.fields) - 1}}}"
    if missing != [DECISION] or hit.fields[-1] != DECISION or last in f"{wording.message}{wording.fix}":
        return None
    return hit.naming(hit.fields[:-1]) if len(hit.fields) > 1 else None


def _findings(rule: Rule, hits: Iterable[Hit], context: Context) -> Iterator[Finding]:
    override = context.settings.overrides.get(rule.id)
    for wording, held in _fold(rule, hits):
        levels = override.levels if override else wording.levels or rule.levels
        if levels:
            weighed = {gate: one_lower(level) for gate, level in levels.items()} if context.supposed else levels
            yield _finding(rule, wording, held, weighed, context)


def _fold(rule: Rule, hits: Iterable[Hit]) -> Iterator[tuple[Wording, Sequence[Hit]]]:
    """The hits of a rule, those with one folded wording and the same other values together, in order."""
    together: dict[tuple[object, ...], list[Hit]] = {}
    for number, hit in enumerate(hits):
        others = tuple(sorted(value for value in hit.values.items() if value[0] not in ("item", "state")))
        key = (hit.variant, others) if rule.wording_of(hit).folded else (number,)
        together.setdefault(key, []).append(hit)
    for held in together.values():
        yield rule.wording_of(held[0]), held


def _finding(rule: Rule, wording: Wording, hits: Sequence[Hit], levels: Levels, context: Context) -> Finding:
    supposing = (DECISION,) if context.supposed else ()
    named = (*(field for hit in hits for field in hit.fields), *supposing)
    fields = tuple(dict.fromkeys(map(context.own_path, named)))
    digest = digest_of(context.answers, fields)
    given = context.answers.acknowledged if may_be_acknowledged(levels) else ()
    acknowledged = acknowledgement_of(rule.id, fields[0], digest, given)
    template = wording.folded if len(hits) > 1 else wording.message
    template = f"{_IF_REQUIRED}{_SAYS_REQUIRED.sub('', template)}" if context.supposed else template
    chosen = [hit.quotes for hit in hits if hit.quotes is not None]
    return Finding(
        rule=rule.id,
        name=rule.name,
        levels=levels,
        message=_say(template, hits, context),
        fields=fields,
        fix=_say(wording.fix, hits, context),
        quotes=tuple(chain.from_iterable(chosen) if chosen else _quotes(fields, context)),
        source=rule.source,
        digest=digest,
        acknowledged=acknowledged,
        lapsed=lapsed_for(rule.id, fields, context.answers) if given and not acknowledged else None,
    )


def _say(template: str, hits: Sequence[Hit], context: Context) -> str:
    values = {"count": str(len(hits)), "items": _items(hits), **hits[0].values}
    return template.format(*map(context.labels.label, map(context.own_path, hits[0].fields)), **values)


def _items(hits: Sequence[Hit]) -> str:
    names = list(dict.fromkeys(hit.values.get("item", "") for hit in hits))
    rest = len(names) - MOST_NAMED
    return in_a_row([*names[:MOST_NAMED], f"{rest} more"] if rest > 0 else names)


def _quotes(fields: Iterable[str], context: Context) -> list[Quote]:
    said = ((path, _shown(path, get(context.answers, path), context)) for path in fields)
    return [Quote(path, text) for path, text in said if text][:MOST_QUOTED]


def _shown(path: str, value: object, context: Context) -> str:
    if path == "scope.characteristics":
        return ", ".join(map(context.labels.group, context.assessment.scope.characteristics))
    if not isinstance(value, str | bool):
        return ""
    return _SAYS.get(value, "") if is_box(path) else excerpt(str(value))
