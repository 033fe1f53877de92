"""What goes into a PDF comes back out of it: every field, any text; and what does not is named."""

import io
import re
from time import process_time

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from eqia.characters.drawing import undrawable
from eqia.render.pdf import PdfEngine
from eqia.render.pdf_text import UNREADABLE, differences, read_pdf

FIELDS = (
    "activity.description",
    "scope.who_is_affected",
    "scope.groups_affected",
    "evidence.sources",
    "evidence.gaps",
    "commissioning.contract_measures",
    "monitoring.arrangements",
    "summary",
)


@pytest.fixture(scope="module")
def engine(look) -> PdfEngine:
    return PdfEngine(look.style)


def drawable_text() -> st.SearchStrategy[str]:
    """Any text that a report can show, with much of what is hard to show."""
    characters = st.characters().filter(lambda character: not undrawable({"": character}))
    common = st.sampled_from("aeiou -\n\t.,“”–é&<>{}%☐☒•\u00ad\u00a0\u0301\u200f")
    return st.text(st.one_of(characters, common), max_size=300)


def answers(texts: list[str]) -> dict:
    data: dict = {"relevance": {"analysis_required": "yes"}}
    for path, text in zip(FIELDS, texts, strict=False):
        section, _, name = path.partition(".")
        if name:
            data.setdefault(section, {})[name] = text
        else:
            data[section] = text
    return data


def test_every_field_comes_back(view_of, full, engine, look):
    view = view_of(full)
    read = read_pdf(engine.draw(view, look.template))
    assert read.keys() == view.printed.keys()
    assert [
        path for path in view.printed if isinstance(view.printed[path], bool) and read[path] is not view.printed[path]
    ] == []
    assert read["relevance.could_disadvantage.yes"] == "unreadable"
    assert read["activity.service_area"] == "Libraries & Customer Services"
    assert read["activity.decisions"] == "Executive, 14 Nov 2026\nFull Council, TBC"
    assert read["summary"].split("\n")[2] == "After a blank line:"
    assert read["summary"].split("\n")[4] == "- “A second bullet”, — and ½."


def test_text_comes_back_word_for_word(view_of, engine, look):
    text = "Two  spaces,\ta tab,   three; no-break\u00a0space.\n  Indented.\n- a bullet\n-not a bullet\n- - nested"
    read = read_pdf(engine.draw(view_of(answers([text])), look.template))
    lines = read["activity.description"].split("\n")
    assert [line.split() for line in lines] == [line.split() for line in text.split("\n")]


def test_a_glyph_that_stands_for_no_character_is_never_passed_over(view_of, full, engine, look):
    with pikepdf.open(io.BytesIO(engine.draw(view_of(full), look.template))) as pdf:
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing]
        table = max((font.ToUnicode for font in fonts), key=lambda stream: len(stream.read_bytes()))
        table.write(re.sub(rb"\n<[0-9a-f]{4}> <0065>\n", b"\n", table.read_bytes()))
        output = io.BytesIO()
        pdf.save(output)
    with pytest.raises(UNREADABLE):
        read_pdf(output.getvalue())


HOSTILE = [
    "{{ 7*7 }} {% for x in y %} {# comment #}",
    "<script>alert(1)</script> <b>bold</b> &amp; &lt; </td></tr></table>",
    "]]> <!-- --> <?xml?> \\( \\) (( ) <<>> /Name [0] TJ",
    "=cmd|' /C calc'!A0 @import url(file:///etc/passwd);",
    "الشمس مشرقة اليوم 123 abc",
    "שלום עולם (and English) 45%",
    "e\u0301 é q\u0303 n\u0303 ﬁ fi ffi",
    "soft\u00adhyphen joiner\u200d zero\u200bwidth \u202eoverride\u202c \ufeffbom",
    "☒ ☐",
    "-",
    "- ",
    "- \n- \n-",
    "\n\n\n",
    "   ",
    "Not answered",
    "\uf0b7 copied from Word\n\uf0a7 and again",
    "x" * 5000,
    "&" * 1000 + " <&>" * 300,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_is(text, view_of, engine, look):
    view = view_of(answers([text] * len(FIELDS)))
    assert list(differences(view, read_pdf(engine.draw(view, look.template)))) == []


def test_a_word_of_a_hundred_thousand_letters_comes_back_in_seconds(view_of, engine, look):
    view = view_of({"duty": {"age": {"advance_equality": "x" * 100_000}}})
    start = process_time()
    assert list(differences(view, read_pdf(engine.draw(view, look.template)))) == []
    assert process_time() - start < 60, "it took minutes before such words had places to break"


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a page takes minutes
)
@given(texts=st.lists(drawable_text(), min_size=len(FIELDS), max_size=len(FIELDS)))
@example(texts=["í", "\u200f\u0301", "\u0301x", "L\u00ad\u0301", "-\u200f}2,f"])
@example(texts=["x\u0303", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd x", "\u0627\u0644\u0644\u0651\u0647 x"])
def test_any_text_that_can_be_drawn_comes_back(texts, view_of, engine, look):
    view = view_of(answers(texts))
    assert list(differences(view, read_pdf(engine.draw(view, look.template)))) == []
