"""Reads the ``[rules]`` table of a council's pack, and says in words what it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, Final

from eqia.errors import PackError
from eqia.rules.catalogue import catalogue
from eqia.rules.context import QUESTIONS, RECOMMENDATIONS
from eqia.rules.findings import SEVERITIES, Gate, Severity
from eqia.rules.registry import Levels, Rule
from eqia.rules.settings import DEFAULTS, Override, RuleSettings

OFF: Final = "off"
"""The severity of a rule that a council has switched off."""

_KEYS: Final = ("severity", "gate", "reason")
_THRESHOLDS: Final = tuple(each.name for each in fields(RuleSettings) if each.name != "overrides")


def read_settings(data: Mapping[str, Any], source: str) -> RuleSettings:
    """The settings in a ``[rules]`` table: thresholds, and tables named after rules with severity, gate and reason.

    ``source`` names the file. Raises PackError with every fault at once.
    """
    values = {name: _plain(value) for name, value in data.items() if not isinstance(value, Mapping)}
    tables = {name: value for name, value in data.items() if isinstance(value, Mapping)}
    faults = [fault for name, value in values.items() for fault in _threshold_faults(name, value)]
    faults += [fault for name, table in tables.items() for fault in _rule_faults(name, table)]
    if faults:
        raise PackError(f'"{source}" has settings of rules that cannot be used:', faults)
    overrides = {name: _override(catalogue()[name], table) for name, table in tables.items()}
    return RuleSettings(**values, overrides=overrides)


def explain_settings(settings: RuleSettings) -> list[str]:
    """A sentence for each threshold and each rule that the council has set otherwise than the program does."""
    changed = [name for name in _THRESHOLDS if getattr(settings, name) != getattr(DEFAULTS, name)]
    lines = [f"{name.replace('_', ' ')}: {_in_words(getattr(settings, name))}." for name in changed]
    for id, override in sorted(settings.overrides.items()):
        weight = ", ".join(f"{level} from {gate} on" for gate, level in override.levels.items()) or "switched off"
        lines.append(f"{id} ({catalogue()[id].name}): {weight}. Reason: {override.reason}")
    return lines


def _plain(value: object) -> Any:
    if not isinstance(value, list):
        return value
    return tuple(frozenset(item) if isinstance(item, list) else item for item in value)


def _threshold_faults(name: str, value: object) -> Iterator[str]:
    if name not in _THRESHOLDS:
        yield f'there is no setting "{name}".{_suggest(name, [*_THRESHOLDS, *catalogue()])}'
    elif isinstance(getattr(DEFAULTS, name), bool):
        if not isinstance(value, bool):
            yield f"{name} must be true or false."
    elif isinstance(getattr(DEFAULTS, name), int):
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            yield f"{name} must be a whole number from 1."
    elif name == "forces_analysis":
        yield from _unknown_names(name, value, QUESTIONS[:-1])
    elif name == "together":
        yield from _pair_faults(value)


def _pair_faults(value: object) -> Iterator[str]:
    pairs = value if isinstance(value, tuple) else ()
    if not isinstance(value, tuple) or not all(isinstance(pair, frozenset) and len(pair) == 2 for pair in pairs):
        yield 'together must be a list of pairs, for example [["adjustments", "justification"]].'
        return
    for pair in pairs:
        yield from _unknown_names("together", tuple(sorted(map(str, pair))), RECOMMENDATIONS)


def _unknown_names(name: str, value: object, known: Sequence[str]) -> Iterator[str]:
    if not isinstance(value, tuple):
        yield f"{name} must be a list of names: {', '.join(known)}."
        return
    for item in value:
        if item not in known:
            yield f'{name} names "{item}", which is not one of: {", ".join(known)}.'


def _rule_faults(id: str, table: Mapping[str, Any]) -> Iterator[str]:
    rule = catalogue().get(id)
    if rule is None:
        yield f'there is no rule "{id}".{_suggest(id, list(catalogue()))}'
        return
    for key in table.keys() - set(_KEYS):
        yield f'{id} has an unknown entry "{key}".{_suggest(key, _KEYS)}'
    severity, gate = table.get("severity"), table.get("gate", Gate.DRAFT)
    if severity not in (OFF, *SEVERITIES):
        yield f'{id}: severity must be "error", "warning", "info" or "off".'
    elif rule.statutory and _is_lower(severity, rule):
        yield f"{id} follows from the law or the cases on it. It can be raised, but not lowered or switched off."
    if gate not in tuple(Gate):
        yield f'{id}: gate must be "draft", "approval" or "publication".'
    elif rule.statutory and "gate" in table and tuple(Gate).index(gate) > tuple(Gate).index(next(iter(rule.levels))):
        yield f"{id} follows from the law or the cases on it. It cannot be moved to a later gate."
    if not isinstance(table.get("reason"), str) or not table["reason"].strip():
        yield f"{id} needs a reason, in a sentence that can be printed."


def _is_lower(severity: str, rule: Rule) -> bool:
    return severity == OFF or SEVERITIES.index(Severity(severity)) > min(map(SEVERITIES.index, rule.levels.values()))


def _override(rule: Rule, table: Mapping[str, Any]) -> Override:
    gate = Gate(table["gate"]) if "gate" in table else next(iter(rule.levels))
    levels: Levels = {} if table["severity"] == OFF else {gate: Severity(table["severity"])}
    return Override(levels, table["reason"].strip())


def _suggest(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f' Did you mean "{close[0]}"?' if close else ""


def _in_words(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            items = [" with ".join(sorted(item)) if isinstance(item, frozenset) else str(item) for item in value]
            return ", ".join(items) or "none"
    return str(value)
