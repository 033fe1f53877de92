"""Terms in all their forms, whole words only, and what a sentence denies or takes away."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.rules.language import data
from eqia.rules.language.data import plain_words, word_lists
from eqia.rules.language.inflection import noun_forms, verb_forms
from eqia.rules.language.negation import affirmed, is_turned
from eqia.rules.language.terms import Terms, terms
from eqia.rules.language.words import Text

FOLDER = Path(data.__file__).parent
KEYS = {"nouns", "verbs", "words", "exact", "unless", "unless_before", "unless_after"}
PARAMETERS = {"small_counts"}
HARM = Terms("harm", {"": {"nouns": ["barrier", "adverse effect"], "verbs": ["reduce", "lose"], "words": ["harder"]}})


def found(list: Terms, raw: str) -> list[str]:
    return [match.written for match in list.find(Text(raw))]


def said(raw: str) -> list[str]:
    return [match.written for match in affirmed(HARM.find(Text(raw)))]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("reduce", {"reduce", "reduces", "reduced", "reducing"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("withdraw", {"withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"}),
        ("apply", {"apply", "applies", "applied", "applying"}),
        ("cancel", {"cancel", "cancels", "cancelled", "canceled", "cancelling", "canceling"}),
        ("advise", {"advise", "advises", "advised", "advising"}),
        ("apologise", {
            "apologise", "apologises", "apologised", "apologising",
            "apologize", "apologizes", "apologized", "apologizing",
        }),
        ("be", {"be", "am", "are", "is", "was", "were", "been", "being"}),
        ("fulfil", {"fulfil", "fulfils", "fulfilled", "fulfilling", "fulfill", "fulfills"}),
        ("install", {"install", "installs", "installed", "installing"}),
    ],
)  # fmt: skip
def test_verbs_in_all_forms_and_both_spellings(verb: str, forms: set[str]) -> None:
    assert verb_forms(verb) == forms


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("person", {"person", "people", "persons"}),
        ("inequality", {"inequality", "inequalities"}),
        ("behaviour", {"behaviour", "behaviours", "behavior", "behaviors"}),
        ("traveller", {"traveller", "travellers", "traveler", "travelers"}),
        ("bus", {"bus", "buses"}),
        ("75", {"75", "75s"}),
    ],
)
def test_nouns_in_all_forms_and_both_spellings(noun: str, forms: set[str]) -> None:
    assert noun_forms(noun) == forms


def test_terms_are_whole_words() -> None:
    age = Terms("age", {"": {"nouns": ["age"]}})
    assert found(age, "On average the village manages its heritage at this stage.") == []
    assert found(age, "Ages differ; age matters.") == ["Ages", "age"]


def test_hyphens_spaces_and_closed_forms_are_one() -> None:
    list = Terms("", {"": {"words": ["under-represented"]}})
    assert found(list, "under-represented, under represented, underrepresented") == [
        "under-represented", "under represented", "underrepresented",
    ]  # fmt: skip


def test_the_longer_term_counts() -> None:
    list = Terms("", {"": {"nouns": ["mother", "new mother"]}})
    assert found(list, "New mothers and mothers") == ["New mothers", "mothers"]


def test_capitals_count_where_they_matter() -> None:
    list = Terms("", {"": {"exact": ["SEND", "Polish"], "unless": ["Polish the"]}})
    assert found(list, "We send Polish pupils with SEND; Polish the floor, polish it.") == ["Polish", "SEND"]


def test_alternatives_and_a_word_that_may_be_any() -> None:
    list = Terms("", {"": {"words": ["treat all * the same", "was/were told"]}})
    assert found(list, "We treat all tenants the same, and they were told.") == [
        "treat all tenants the same",
        "were told",
    ]


def test_neighbours_take_the_meaning_away() -> None:
    list = Terms("", {"": {"nouns": ["gap"], "unless_before": ["budget"], "unless_after": ["data"]}})
    assert found(list, "A budget gap. A gap in the data. A gap in attainment.") == ["gap"]


@pytest.mark.parametrize(
    "raw",
    [
        "No barriers were found.",
        "There is no evidence of any adverse effect on older people, disabled people or carers.",
        "The change was made without any adverse effect.",
        "It is not expected to reduce the service.",
        "The policy will not make it harder to apply.",
        "Barriers were not identified.",
        "Adverse effects are unlikely.",
        "Nobody will lose, and neither carers nor tenants find it harder.",
        "The fee won't reduce access.",
    ],
)
def test_what_a_sentence_denies_is_not_said(raw: str) -> None:
    assert HARM.find(Text(raw))
    assert said(raw) == []


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("No library closes but disabled people will lose the bus.", ["lose"]),
        ("There is no charge; some will find it harder to apply.", ["harder"]),
        ("The café will no longer open, a barrier for some.", ["barrier"]),
        ("It not only reduces hours.", ["reduces"]),
        ("Not all residents are online. They face barriers.", ["barriers"]),
        ("Without it, people would lose the bus.", ["lose"]),
        ("They would lose if there were no bus.", ["lose"]),
        ("Older people will lose the bus, which nobody wanted.", ["lose"]),
    ],
)
def test_what_stands_in_another_clause_is_said(raw: str, words: list[str]) -> None:
    assert said(raw) == words


@pytest.mark.parametrize(
    ("raw", "turned"),
    [
        ("The ramp removes barriers.", True),
        ("Measures to overcome the barriers", True),
        ("There will be fewer barriers.", True),
        ("The steps are a barrier.", False),
        ("It will not remove barriers.", False),
    ],
)
def test_what_is_taken_away(raw: str, turned: bool) -> None:
    match = next(match for match in HARM.find(Text(raw)) if match.key == "barrier")
    assert is_turned(match) is turned


@pytest.mark.parametrize("name", sorted(word_lists()))
def test_a_word_list_is_well_formed(name: str) -> None:
    entry = word_lists()[name]
    if name in PARAMETERS:
        return
    assert set(entry) <= KEYS
    for key, entries in entry.items():
        assert len(set(entries)) == len(entries), key
        assert all(term == " ".join(term.split()) and term for term in entries)
    everything = [term for key in KEYS - {"exact"} for term in entry.get(key, ())]
    assert [term for term in everything if key != "unless" and term != term.lower()] == []


@pytest.mark.parametrize("name", sorted(set(word_lists()) - PARAMETERS))
def test_every_term_of_a_list_finds_itself(name: str) -> None:
    entry = word_lists()[name]
    for key in KEYS & {"nouns", "verbs", "words", "exact"} & set(entry):
        for term in entry[key]:
            plain = " ".join(part.split("/")[0] for part in term.replace("*", "such").split())
            assert Terms("", {"": {key: [term]}}).find(Text(plain)), term


def test_the_word_lists_are_data_files_of_their_own() -> None:
    names = [name for file in (FOLDER / "words").glob("*.toml") for name in tomllib.loads(file.read_text("utf-8"))]
    assert sorted(names) == sorted(word_lists())
    assert "but" in plain_words("clause_starts")


@given(st.text(max_size=200), st.sampled_from(sorted(set(word_lists()) - PARAMETERS)))
def test_any_text_can_be_searched_for_any_list(raw: str, name: str) -> None:
    for match in terms(name).find(Text(raw)):
        assert match.written in raw
        assert match.written in match.passage
        assert match.passage in raw or match.passage.removeprefix("… ").removesuffix(" …") in raw
        assert isinstance(is_turned(match), bool)
