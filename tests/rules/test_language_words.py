"""Text as words and sentences: what is quoted is exactly what was written, whatever was written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.rules.language.words import LEFT_OUT, LONGEST_PASSAGE, Text, read

PROSE = st.text(
    st.one_of(st.sampled_from(" \n.,;:!?-–•’'()%/£§1)e.g. No. Mr "), st.characters(exclude_categories=["Cs"])),
    max_size=400,
)


def sentences(raw: str) -> list[str]:
    text = Text(raw)
    return [raw[each.start : each.stop].strip() for each in text.sentences]


def without_marks(passage: str) -> str:
    return passage.removeprefix(f"{LEFT_OUT} ").removesuffix(f" {LEFT_OUT}")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("Women’s groups don't", ["women", "groups", "don't"]),
        ("under-represented", ["under", "represented"]),
        ("£1,250.50 or 45%, 4.5m, KS2", ["1,250.50", "or", "45%", "4.5m", "ks2"]),
        ("2nd of 16-year-olds in 2018/19", ["2nd", "of", "16", "year", "olds", "in", "2018", "19"]),
        ("Ça va, naïve café", ["ça", "va", "naïve", "café"]),
    ],
)
def test_words_are_folded(raw: str, words: list[str]) -> None:
    assert Text(raw).words == words


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("We met e.g. carers at St. Mary's. They agreed.", ["We met e.g. carers at St. Mary's.", "They agreed."]),
        ("It fell by 4.5 per cent. i.e. a little.", ["It fell by 4.5 per cent. i.e. a little."]),
        ("We used:\n- the survey\n- the census", ["We used:", "the survey", "the census"]),
        ("1) first\n2) second\n(a) third", ["first", "second", "third"]),
        ("Mr. A. Example spoke. (He left.) Then", ["Mr. A. Example spoke.", "(He left.)", "Then"]),
        ("It costs more etc. Some cannot pay.", ["It costs more etc.", "Some cannot pay."]),
    ],
)  # fmt: skip
def test_sentences_end_where_they_end(raw: str, expected: list[str]) -> None:
    assert sentences(raw) == expected


def test_a_line_broken_by_the_page_is_one_sentence() -> None:
    line = (
        "This line was long enough for the page to break it here, before the words English as an\nadditional language."
    )
    assert len(sentences(line)) == 1


def test_a_passage_is_cut_between_words_around_the_place() -> None:
    raw = " ".join(["word"] * 200) + " carers " + " ".join(["more"] * 200) + "."
    text = Text(raw)
    place = text.words.index("carers")
    passage = text.passage(place, place)
    assert "carers" in passage
    assert len(passage) <= LONGEST_PASSAGE
    assert passage.startswith("… word")
    assert passage.endswith("more …")
    assert without_marks(passage) in raw


def test_a_passage_that_reaches_an_end_of_its_sentence_is_not_marked_there() -> None:
    raw = "First. Word " + " ".join(["word"] * 60) + " at last (as carers). Next."
    text = Text(raw)
    first, last = text.words.index("word"), text.words.index("carers")
    assert text.passage(first, first).startswith("Word")
    assert text.passage(first, first).endswith("word …")
    assert text.passage(last, last).endswith("(as carers).")
    assert Text("First. A short one. Next.").passage(1, 1) == "A short one."


@given(PROSE)
def test_every_word_knows_its_place(raw: str) -> None:
    text = Text(raw)
    assert len(text.tokens) == len(text.words) == len(text.spans)
    assert [raw[start:stop] for start, stop in text.spans] == text.tokens
    assert sum(map(len, text.index.values())) == len(text.words)


@given(PROSE)
def test_every_passage_is_a_piece_of_the_text(raw: str) -> None:
    text = Text(raw)
    for place in range(len(text.words)):
        passage = text.passage(place, place)
        assert passage in raw or without_marks(passage) in raw
        assert passage


@given(PROSE)
def test_sentences_are_in_order_and_hold_words(raw: str) -> None:
    held = Text(raw).sentences
    assert all(each.first < each.end and each.start < each.stop for each in held)
    assert all(one.stop <= other.start and one.end <= other.first for one, other in pairwise(held))


def test_a_text_read_lately_is_not_read_again() -> None:
    assert read("The same answer.") is read("The same answer.")
