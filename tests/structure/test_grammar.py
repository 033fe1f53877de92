"""The grammar of what people type: what is a list or a table, what stays text, and that nothing is lost."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eqia.structure.blocks import Item, Line, Table, join, keys_of
from eqia.structure.forms import plain, restored
from eqia.structure.grammar import parse

SAMPLES = Path(__file__).parents[2] / "samples"
PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "-",
                "- ",
                "* ",
                "• ",
                "– ",
                "o\t",
                "1.",
                "1. ",
                "2. ",
                "3) ",
                "a) ",
                "b) ",
                "(i) ",
                "(ii) ",
                "I. ",
                "\t",
            ),
            *(" ", "  ", "\xa0", "\n", "\n\n", "\r\n", "|", " | ", "|---|---|", "x", "5", "words", ":", "10,400"),
            "\uf0b7 ",
        ]
    ),
    max_size=40,
)
TYPED = st.one_of(st.text(), PIECES.map("".join))


def shape(text: str) -> list[str]:
    """A text with a sign for each block: the level and label of an item, the size of a table."""
    return [sign(block) for block in parse(text) if not isinstance(block, Line) or block.source]


def sign(block) -> str:
    match block:
        case Table(_, rows, headed):
            return f"{len(rows)}x{len(rows[0])}{' headed' if headed else ''}"
        case Item():
            return f"{'>' * block.level}{block.label or '•'} {block.text}"
        case _:
            return f"= {block.source}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b", ["• a", "• b"]),
        ("Before:\n- a\nAfter.", ["= Before:", "• a", "= After."]),
        ("- one\n  - two\n    - three\n      - four\n- one", ["• one", ">• two", ">>• three", ">>• four", "• one"]),
        ("- a\n\t- b\n    - c\n- d", ["• a", ">• b", ">• c", "• d"]),
        ("    - all\n    - stand in", ["• all", "• stand in"]),
        ("* a\n• b\n· c\n▪ d\n➢ e\n❖ f\n◦ g\n‣ h\n– i", [f"• {each}" for each in "abcdefghi"]),
        ("\uf0b7\tfrom Word\n\uf0a7 and again", ["• from Word", "• and again"]),
        ("•\tfrom Word\no\tbelow it\no\tand again", ["• from Word", "• below it", "• and again"]),
        ("Reasons:\n* one alone", ["= Reasons:", "• one alone"]),
        ("1. a\n2. b\n3. c", ["1. a", "2. b", "3. c"]),
        ("1) a\n2) b", ["1) a", "2) b"]),
        ("(a) x\n(b) y", ["(a) x", "(b) y"]),
        ("i) x\nii) y\niii) z", ["i) x", "ii) y", "iii) z"]),
        ("A. x\nB. y", ["A. x", "B. y"]),
        ("g) x\na) x\nb) y", ["= g) x", "a) x", "b) y"]),
        ("\n".join(f"{letter}) x" for letter in "abcdefghij"), [f"{letter}) x" for letter in "abcdefghij"]),
        ("1. a\n\n2. b", ["1. a", "2. b"]),
        ("1. a\n  a) x\n  b) y\n2. b\n   - z", ["1. a", ">a) x", ">b) y", "2. b", ">• z"]),
        ("1. a\na) x\nb) y\n2. b", ["1. a", "a) x", "b) y", "2. b"]),
        ("1.\tfrom Word\n2.\tand again", ["1. from Word", "2. and again"]),
        ("- مرحبا\n- بالعالم", ["• مرحبا", "• بالعالم"]),
        ("Quarter\tVisits\nQ1\t10,400\nQ2\t9,950", ["3x2 headed"]),
        ("a\t1\nb\t2", ["2x2"]),
        ("Ward\t2023/24\t2024\nCastle\t10,400\t£9,950", ["2x3 headed"]),
        ("Ward\tVisits in 2023\tNote\nCastle\t10,400\tclosed in May", ["2x3 headed"]),
        ("4 May\tCastle library\t20 people\n5 May\tHarpur library\t12 people", ["2x3"]),
        ("A\tB\tC\na\tb\tc", ["2x3 headed"]),
        ("A\tB\tC\t\na\tb\tc\t", ["2x3 headed"]),
        ("A\tB\tC\n\t\tc", ["2x3 headed"]),
        ("| A | B |\n|---|---|\n| a | b |", ["2x2 headed"]),
        ("| Ward | Aged 65+ |\n|:--|--:|\n| Castle | 1,204 |", ["2x2 headed"]),
        ("|a|b|\n|c|d|", ["2x2 headed"]),
        ("A | B | C\na | b | c", ["2x3 headed"]),
        ("From:\tA\nTo:\tB\nSent:\t4 May", ["3x2"]),
        ("1.\tCastle\t10\n2.\tGoldington\t20", ["2x3"]),
        ("\t".join("abcdefghij") + "\n" + "\t".join("0123456789"), ["2x10 headed"]),
    ],
)
def test_what_people_type_is_what_they_mean(text, expected):
    assert shape(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\n\n", "-", "- ", "–", "-5 %", "–5 to 3", "-5% change\n-3% change"),
        "– 5 % in Castle\n– 3 % in Cauldwell",
        *("2018. In that year\n2019. In the next", "J. Smith", "J. Smith\nK. Jones", "(a) see above", "1. One alone"),
        *("1.1 Part\n1.2 Part", "i.e. this", "e.g. that", "a. m. opening", "2. from the middle\n3. and on"),
        *("01234 267422\n01234 267423", "020 7946 0000", "(01234) 267422", "1) see above", "1.5 hours\n2.5 hours"),
        *("* Source: ONS", "– said one resident", "• ", "*note*", "**Important**", "o one\no two", "---", "***"),
        *("\tIndented prose\n\tand more of it", "Name:\tSmith\nPost:\tHead", "one\tword", "a\tb\nno tab\nc\td"),
        *("\t".join("a" * 30) + "\n" + "\t".join("b" * 30), "|one|\n|column|", "| A |\n|---|\n| a |", "A | B\nC | D"),
        *("either | or", "| a | b |", "|---|---|", "|---|---|\n| a | b |", "\t\t\n\t\t", "| | |\n| | |"),
        *("   indented   with   spaces   kept", "> quoted\n> mail", "¹ Census 2021.\n[2] Survey 2024."),
    ],
)
def test_what_is_not_clearly_a_list_or_a_table_stays_text(text):
    blocks = parse(text)
    assert [type(block) for block in blocks] == [Line] * len(blocks)
    assert plain(text) == text


@settings(max_examples=500)
@given(TYPED)
def test_no_letter_is_lost(text):
    assert join(parse(text)) == text


@settings(max_examples=300)
@given(TYPED)
def test_what_is_read_of_an_untouched_document_is_what_was_typed(text):
    assert restored(text, plain(text)) == text


@settings(max_examples=300)
@given(TYPED, TYPED)
def test_what_is_read_of_an_edited_document_says_what_it_shows(typed, read):
    assert keys_of(parse(restored(typed, read))) in (keys_of(parse(read)), keys_of(parse(typed)))


def test_a_change_leaves_the_rest_as_it_was_typed():
    typed = "Before:\n* one\n* two\n\n1) first\n2) second\n| A | B |\n|---|---|\n| a | b |\nAfter."
    read = plain(typed).replace("two", "two and a half").replace("2) second", "2) second\n3) third")
    assert restored(typed, read) == typed.replace("* two", "- two and a half").replace(
        "2) second", "2) second\n3) third"
    )


def test_what_would_be_no_list_alone_is_written_plainly():
    assert restored("* one\n* two", "- one") == "- one"


def test_bars_are_kept_where_tabs_would_not_say_the_same():
    assert plain("| A | 1 |\n|---|---|\n| a | b |") == "| A | 1 |\n|---|---|\n| a | b |"
    assert plain("|A|B|C|\n|a|b|c|") == "A\tB\tC\na\tb\tc"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_answers_of_the_samples_hold_nothing_but_lines_and_bullets(path):
    def texts(value):
        if isinstance(value, dict | list):
            for inner in value.values() if isinstance(value, dict) else value:
                yield from texts(inner)
        elif isinstance(value, str):
            yield value

    for text in texts(json.loads(path.read_text(encoding="utf-8"))):
        for block in parse(text):
            assert isinstance(block, Line) or (block.source.startswith("- ") and not block.label and not block.level)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{number}. item" for number in range(1, 10_001)),
        "1. item\n" * 10_000,
        "\n".join("  " * (number % 50) + "- item" for number in range(10_000)),
        "a\tb\t1\n" * 10_000,
        "x |" + " " * 100_000 + "|y\n" * 2,
        "|" * 100_000 + "\n" + "|-" * 50_000,
        "1. a\n9. b\n" * 5_000,
    ],
    ids=["numbered", "the same number", "deep", "table", "blanks between bars", "bars", "broken"],
)
def test_long_texts_take_the_time_of_their_length(text):
    before = time.process_time()
    assert join(parse(text)) == text
    assert restored(text, plain(text)) == text
    assert time.process_time() - before < 5
