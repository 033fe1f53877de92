"""Every word of the lists has its true forms: compared with lemminflect, which knows the inflections of English."""

from __future__ import annotations

import pytest
from lemminflect import getAllInflections, getAllLemmas

from eqia.rules.language import terms as compiled
from eqia.rules.language.data import table, word_lists
from eqia.rules.language.groups import vocabulary
from eqia.rules.language.inflection import noun_forms, verb_forms
from eqia.rules.language.terms import Terms

OTHER_READINGS = {
    "area": {"areae"}, "bend": {"bended"}, "bus": {"busses"}, "criterion": {"criterions"}, "fee": {"fee'd"},
    "focus": {"foci"}, "go": {"goes"}, "install": {"instals"}, "may": {"might"}, "offset": {"offsetted"},
    "pay": {"payed"}, "refer": {"refered"}, "shrink": {"shrunken"}, "staff": {"staffs", "staves"},
    "stigma": {"stigmata"}, "will": {"would"},
}  # fmt: skip
"""Forms of lemminflect's that nobody writes in a report, and those that belong to another word."""

NO_VERBS = {"may", "will"}
"""Words that a list names as they stand, and that are not inflected."""

RARE = {"eying", "digitize", "digitized", "digitizes", "digitizing"}
"""True forms that lemminflect's dictionary does not hold."""


def _asked_for() -> tuple[set[str], set[str]]:
    """The words whose forms as a verb and as a noun the lists ask for."""
    verbs, nouns = set(table("inflection")["verbs"]), set(table("inflection")["plurals"])
    patch = pytest.MonkeyPatch()
    patch.setattr(compiled, "verb_forms", lambda word: verbs.add(word) or verb_forms(word))
    patch.setattr(compiled, "noun_forms", lambda word: nouns.add(word) or noun_forms(word))
    try:
        for name, entry in word_lists().items():
            if not entry.keys().isdisjoint(("nouns", "verbs", "words", "exact")):
                Terms(name, {"": entry})
        vocabulary.__wrapped__()
    finally:
        patch.undo()
    return verbs, nouns


VERBS, NOUNS = _asked_for()


def _missing(word: str, part_of_speech: str, forms: frozenset[str]) -> set[str]:
    known = {form for forms in getAllInflections(word, upos=part_of_speech).values() for form in forms}
    return {form for form in known if " " not in form and "-" not in form} - forms - OTHER_READINGS.get(word, set())


def test_the_lists_ask_for_many_words() -> None:
    assert len(VERBS) > 350
    assert len(NOUNS) > 1000


@pytest.mark.parametrize("word", sorted(filter(str.isalpha, VERBS)))
def test_a_verb_has_all_its_forms_and_no_other(word: str) -> None:
    forms = verb_forms(word)
    assert _missing(word, "VERB", forms) == set()
    if getAllInflections(word, upos="VERB") and word not in NO_VERBS:
        assert {form for form in forms if not getAllLemmas(form)} - RARE == set()


@pytest.mark.parametrize("word", sorted(filter(str.isalpha, NOUNS)))
def test_a_noun_has_all_its_forms(word: str) -> None:
    assert _missing(word, "NOUN", noun_forms(word)) == set()
