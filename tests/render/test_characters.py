"""Characters that cannot be in a report are found and named; all others are let through."""

import subprocess
import sys
import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from eqia.characters import fonts
from eqia.characters.drawing import IGNORABLE, Reason, as_shown, undrawable


def sentences(text: str) -> list[str]:
    return [str(bad) for bad in undrawable({"summary": text})]


def test_a_character_no_font_has_is_named_with_its_place():
    assert sentences("Well done \U0001f600!") == [
        "the character U+1F600 GRINNING FACE (position 11) is in none of the report's fonts"
    ]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000 CONTROL CHARACTER"),
        ("\x0b", "U+000B CONTROL CHARACTER"),
        ("\r", "U+000D CONTROL CHARACTER"),
        ("\x85", "U+0085 CONTROL CHARACTER"),
        ("\ud800", "U+D800 HALF OF A CHARACTER"),
        ("\ufffe", "U+FFFE NOT A CHARACTER"),
        ("\U0010ffff", "U+10FFFF NOT A CHARACTER"),
        ("\ufdd0", "U+FDD0 NOT A CHARACTER"),
    ],
)
def test_a_character_that_no_file_can_store_is_named(character, name):
    assert sentences(f"a{character}b") == [f"the character {name} (position 2) cannot be kept in a document"]


def test_each_run_of_bad_characters_is_named_once_a_field_and_every_field_is_looked_at():
    bad = undrawable({"summary": "漢字漢 and 漢字漢", "scope.who_is_affected": "字", "activity.title": "fine"})
    assert [(each.path, each.run, each.position) for each in bad] == [
        ("summary", "漢字漢", 1),
        ("scope.who_is_affected", "字", 1),
    ]
    assert {each.reason for each in bad} == {Reason.UNDRAWABLE}


@pytest.mark.parametrize(
    "text",
    [
        "Curly “quotes”, ‘single’, en – em —, … • ½ £ € % & < > © ™ °",
        "tab\tand\nnewline, no-break\u00a0space, soft\u00adhyphen, joiner\u200d, marks\u200e\u200f, selector ☐\ufe0e",
        "Zażółć gęślą jaźń, Ştefan, Ελληνικά, Русский, עברית, العربية",
        "ticks ☐ ☑ ☒ ✓ ✔ ✗, arrows → ⇒, signs ≤ ≥ ≠ ± × ÷ −",
        "decomposed e\u0301 and q\u0303",
        "bullets copied from Word: \uf0b7 \uf0a7 \uf0d8",
        "",
    ],
)
def test_what_officers_type_is_let_through(text):
    assert sentences(text) == []


def test_line_separators_are_refused():
    assert [bad.character for bad in undrawable({"": "a\u2028b\u2029"})] == ["\u2028", "\u2029"]


def test_bullets_copied_from_word_are_shown_as_bullets():
    assert as_shown("\uf0b7 first, \uf0a7 second") == "• first, ▪ second"


@pytest.mark.parametrize("name", [fonts.TEXT, fonts.BOLD, fonts.SYMBOLS])
def test_the_glyphs_read_from_a_font_are_those_that_fonttools_reads(name):
    with TTFont(fonts.font_file(name)) as font:
        expected = {code: font.getGlyphID(glyph) for code, glyph in font.getBestCmap().items()}
    assert fonts.glyphs_of(name) == expected


@given(st.text(st.characters(), max_size=50))
def test_a_text_is_let_through_exactly_if_each_character_is(text):
    assert bool(undrawable({"": text})) == any(undrawable({"": character}) for character in text)


@given(st.characters())
def test_what_is_let_through_has_a_glyph_or_is_never_seen(character):
    drawn = any(ord(as_shown(character)[0]) in fonts.glyphs_of(name) for name in (fonts.TEXT, fonts.SYMBOLS))
    unseen = IGNORABLE.match(character) or character in "\t\n"
    if not undrawable({"": character}):
        assert drawn or unseen
    elif drawn:
        assert character in "\u2028\u2029" or unicodedata.category(character) in ("Cc", "Cn")


def test_a_million_characters_are_looked_at_in_a_blink():
    assert sentences("x" * 999_999 + "\x07") == [
        "the character U+0007 CONTROL CHARACTER (position 1000000) cannot be kept in a document"
    ]


def test_looking_at_characters_does_not_load_the_pdf_engine():
    code = (
        "import sys; from eqia.characters.drawing import undrawable; undrawable({'a': 'b'});"
        "sys.exit(any(name.split('.')[0] in ('weasyprint', 'fontTools', 'pikepdf') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
