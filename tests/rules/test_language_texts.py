"""Figures and times, acronyms, and text that stands in several places."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.rules.language.acronyms import unexplained
from eqia.rules.language.figures import has_figure, has_proportion, small_counts, tells_time, years
from eqia.rules.language.similar import coverage, find_shared, is_copy
from eqia.rules.language.words import Text

PARAGRAPH = (
    "Maintained schools answer for themselves once a term, in a meeting that looks at how each group of pupils gets on "
    "and at what support it has had, and academies are met once a year."
)


@pytest.mark.parametrize(
    "raw",
    [
        "45%",
        "1,234 users",
        "two thirds",
        "one in five",
        "half of them",
        "£4.5m",
        "women (24)",
        "per cent",
        "We asked 45 (March 2019)",
        "We asked 45 (12 in March)",
    ],
)
def test_figures_measure(raw: str) -> None:
    assert has_figure(Text(raw))


@pytest.mark.parametrize(
    "raw",
    [
        "Key Stage 2, Year 6, KS4, Attainment 8", "in 2017 and 2018/19", "section 149, question 5", "14 November 2018",
        "2 to 30 March 2026", "on 9, 11 and 12 September", "3/4/2021", "1) first", "most people",
    ],
)  # fmt: skip
def test_names_and_dates_measure_nothing(raw: str) -> None:
    assert not has_figure(Text(raw))


def test_a_number_is_no_proportion() -> None:
    assert not has_proportion(Text("9,740 households"))
    assert has_proportion(Text("24% of households"))


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ("Census 2011; survey 2016/17", [2011, 2016, 2017]),
        ("04/05/25", [2025]),
        ("in 1234 homes", []),
        ("2018–21", [2018, 2021]),
    ],
)
def test_years(raw: str, named: list[int]) -> None:
    assert sorted(years(Text(raw))) == sorted(named)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("in March", True),
        ("we may march on", False),
        ("Spring term", True),
        ("04/05/25", True),
        ("2017", True),
        ("soon", False),
    ],
)
def test_times(raw: str, told: bool) -> None:
    assert tells_time(Text(raw)) is told


@pytest.mark.parametrize(
    ("raw", "counts"),
    [
        ("Two pupils and 3 disabled tenants", ["Two pupils", "3 disabled tenants"]),
        ("one user in seven, one in three people", []),
        ("Year 4 pupils, Key Stage 2 children, up to four people", []),
        ("two or more people; all but one from women", []),
        ("45 tenants, five pupils", []),
    ],
)
def test_counts_below_five(raw: str, counts: list[str]) -> None:
    assert [match.written for match in small_counts(Text(raw))] == counts


@pytest.mark.parametrize(
    ("raw", "never"),
    [
        ("The LSCB met.", ["LSCB"]),
        ("The Local Safeguarding Children Board (LSCB) met.", []),
        ("The LSCB, which is the local safeguarding children board", []),
        ("Framework of Standards: FOS", []),
        ("English as an additional language; EAL pupils", []),
        ("PA to the pupils and the parents of the area", ["PA"]),
        ("Parish Assembly (PA)", []),
        ("NHS, UK, GCSEs, ALL and NOT", []),
        ("SUMMARY OF THE FINDINGS", []),
        ("H-CLIC returns, ENV-07, MK40 2AB", []),
        ("KPI's and EHCPs", ["EHCP"]),
    ],
)
def test_acronyms_never_spelt_out(raw: str, never: list[str]) -> None:
    assert list(unexplained([("summary", Text(raw))])) == never


def test_an_acronym_may_be_spelt_out_in_another_answer() -> None:
    texts = [
        ("summary", Text("The RSC agreed.")),
        ("evidence.sources", Text("Letter of the Regional Schools Commissioner")),
    ]
    assert unexplained(texts) == {}


def shared(*texts: str) -> list[tuple[str, ...]]:
    return [group.paths for group in find_shared({str(number): Text(raw) for number, raw in enumerate(texts)})]


def test_equal_texts_are_found_whatever_their_marks() -> None:
    assert shared(
        "Close the gaps, and raise what children reach.", "close the gaps and raise what children reach", "Other"
    ) == [("0", "1")]


def test_one_word_exchanged_is_the_same_text() -> None:
    one = "It will be easier for older people to apply and to ask for help by telephone."
    assert shared(one, one.replace("older", "disabled")) == [("0", "1")]


def test_a_long_paragraph_is_found_in_longer_texts() -> None:
    texts = f"Children gain. {'They read more. ' * 30}\n{PARAGRAPH}", f"{PARAGRAPH}\n{'Boys write more. ' * 40}"
    assert shared(*texts) == [("0", "1")]
    found = find_shared({"a": Text(texts[0]), "b": Text(texts[1])})[0]
    assert found.passage.endswith(" …")
    assert found.passage.removesuffix(" …") in PARAGRAPH


def test_different_texts_are_not_the_same() -> None:
    assert shared(PARAGRAPH, "Older people walk further to the bus stop, and most of them have no car at all.") == []
    assert shared("Too short to matter.", "Too short to matter.") == []


def test_a_copy_may_have_more_around_it() -> None:
    assert is_copy(Text(PARAGRAPH), Text(f"Our measures work. {PARAGRAPH}"))
    assert not is_copy(Text(f"{PARAGRAPH} {'And so on it goes. ' * 20}"), Text(PARAGRAPH))
    assert not is_copy(Text("Reviewed each term."), Text("Reviewed each term."))


@given(st.lists(st.text(st.sampled_from("ab cd\n."), max_size=60), max_size=8))
def test_what_is_shared_is_shared_by_two_and_stands_in_the_first(texts: list[str]) -> None:
    held = {str(number): Text(raw) for number, raw in enumerate(texts)}
    for group in find_shared(held, least=2):
        assert len(group.paths) > 1
        assert group.passage in held[group.paths[0]].raw


@given(st.text(max_size=100), st.text(max_size=100))
def test_coverage_is_a_part(one: str, other: str) -> None:
    assert 0 <= coverage(Text(one), Text(other)) <= 1
    assert coverage(Text(one), Text(one)) == (1 if Text(one).words else 0)


def _time(count: int) -> float:
    """Seconds to compare texts of which each is two thirds of one and the same text: the worst case."""
    texts = {
        str(number): Text(f"{PARAGRAPH} {' '.join(f'w{number}x{word}' for word in range(15))}")
        for number in range(count)
    }
    start = process_time()
    find_shared(texts)
    return process_time() - start


def test_ten_times_the_texts_take_about_ten_times_as_long() -> None:
    assert min(_time(1000) for _ in range(3)) < 30 * min(_time(100) for _ in range(3))
