"""Who a text is about: the words for each group, and the words that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.assessment.vocabulary import OTHER_GROUPS, Characteristic
from eqia.rules.language.data import table
from eqia.rules.language.groups import BODY, PEOPLE, SETTING, TOPIC, vocabulary
from eqia.rules.language.words import Text

AGE, DISABILITY, TRANS, PREGNANCY, RACE, RELIGION, SEX, ORIENTATION, MARRIAGE = map(str, Characteristic)
OTHER = OTHER_GROUPS


def passages_of(raw: str, extra: tuple[tuple[str, str], ...] = ()) -> dict[str, tuple[str, ...]]:
    """The passages that show which groups a text is about, by the group's id."""
    found = vocabulary(extra).groups_in(Text(raw))
    return {id: tuple(dict.fromkeys(mention.match.passage for mention in held)) for id, held in found.items()}


@pytest.mark.parametrize(
    ("raw", "groups"),
    [
        ("older people", {AGE}),
        ("over-75s and under 18s", {AGE}),
        ("a pensioner aged 81", {AGE}),
        ("pupils in the early years", {AGE}),
        ("wheelchair-users", {DISABILITY}),
        ("pupils with SEND or an EHC plan", {AGE, DISABILITY}),
        ("autistic adults, Deaf people, BSL", {DISABILITY}),
        ("dementia and sight loss", {DISABILITY}),
        ("trans and non-binary staff", {TRANS}),
        ("gender reassignment", {TRANS}),
        ("employees on maternity leave", {PREGNANCY}),
        ("breast-feeding", {PREGNANCY}),
        ("English as an additional language (EAL)", {RACE}),
        ("Gypsies, Roma and Travellers", {RACE}),
        ("travelers' families", {RACE}),
        ("Black Caribbean, Polish and Bangladeshi residents", {RACE}),
        ("refugees and asylum-seekers", {RACE}),
        ("faith groups and Muslim worshippers", {RELIGION}),
        ("people of no religion", {RELIGION}),
        ("girls and boys", {SEX}),
        ("women's safety", {SEX}),
        ("the gender pay gap", {SEX}),
        ("gay men, lesbians and same-sex couples", {ORIENTATION}),
        ("LGBT+ respondents", {ORIENTATION, TRANS}),
        ("civil partners and married couples", {MARRIAGE}),
        ("unpaid carers", {OTHER}),
        ("care leavers, veterans, rural residents", {OTHER}),
        ("families on low incomes", {OTHER}),
    ],
)
def test_words_for_a_group(raw: str, groups: set[str]) -> None:
    assert set(vocabulary().groups_in(Text(raw))) == groups


@pytest.mark.parametrize(
    "raw",
    [
        "On average the village manages at this stage and page.",
        "the digital age, the age of the building, coming of age",
        "aged debt and older buildings",
        "a race track, a race to the bottom, the human race, a horse race",
        "Polish the floor; polished, polishing",
        "May I? In May and by March",
        "the Black Country, black bins and a black market",
        "good faith, faith in the service, Church Street, Temple Meads",
        "sex offender, sex education",
        "mother tongue",
        "trans-Pennine trains, trans fats",
        "rail travellers, traveller information",
        "a blind eye, deaf ears, a blind spot",
        "parents and carers, parent/carer survey, foster carers, families and carers",
        "We send letters. Nobody was sent away.",
        "veteran trees",
        "Italianate windows and an Indian restaurant",
        "Director of Children's Services",
        "management, engaged, wages",
    ],
)
def test_words_that_mislead(raw: str) -> None:
    assert vocabulary().groups_in(Text(raw)) == {}


def test_the_passages_are_quoted_exactly() -> None:
    raw = "Prices rise.  Older   people—and carers – pay more!\n- Women too"
    found = passages_of(raw)
    assert found[AGE] == ("Older   people—and carers – pay more!",)
    assert found[SEX] == ("Women too",)
    assert all(passage in raw for passages in found.values() for passage in passages)


def test_a_group_of_the_councils_own_has_its_label_for_a_term() -> None:
    own = (("welsh", "Welsh speaker"),)
    assert passages_of("Welsh speakers were asked.", own) == {"welsh": ("Welsh speakers were asked.",)}
    assert passages_of("Welsh speakers were asked.") == {}


@pytest.mark.parametrize(
    ("raw", "kind"),
    [("older people", PEOPLE), ("maternity leave", TOPIC), ("early years", SETTING), ("Age UK", BODY)],
)
def test_a_mention_says_of_what_kind_it_is(raw: str, kind: str) -> None:
    assert [mention.kind for mention in vocabulary().mentions(Text(raw))] == [kind]


def test_every_group_of_the_form_has_words() -> None:
    held = {group for subgroup in vocabulary().subgroups.values() for group in subgroup.groups}
    assert held == {*map(str, Characteristic), OTHER}


def test_every_entry_is_well_formed() -> None:
    entries = table("groups")["subgroup"]
    known = {"id", "groups", "label", "own_right", "nouns", "words", "exact", "topics", "settings", "bodies", "unless"}
    assert len({entry["id"] for entry in entries}) == len(entries)
    for entry in entries:
        assert set(entry) <= known
        assert {"nouns", "words", "exact"} & set(entry)
        for key in ("nouns", "words", "topics", "settings", "bodies"):
            assert all(term == term.lower() for term in entry.get(key, ())), (entry["id"], key)


@given(st.text(max_size=200))
def test_any_text_can_be_asked(raw: str) -> None:
    for passage in (passage for passages in passages_of(raw).values() for passage in passages):
        assert passage in raw or passage.removeprefix("… ").removesuffix(" …") in raw
