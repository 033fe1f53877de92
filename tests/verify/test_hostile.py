"""Files made to stop or to mislead whoever looks at them: no traceback, no hang, and never "the same"."""

import contextlib
import io
import random
import time

import pikepdf
import pytest

from eqia.documents import Format, answers_in_pdf, notes_on_pdf
from eqia.errors import EqiaError, InputError
from eqia.verify import State, verify
from eqia.wordml.archive.package import read_parts, write_parts

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
SECTION = b"<w:sectPr"
LONGEST = 10
"""Seconds on a busy machine; each takes less than 3 on one with little to do."""

INSERTION = b'<w:ins w:id="%d" w:author="a"><w:r><w:t>x%d</w:t></w:r></w:ins>'
DELETION = b"<w:del><w:r><w:delText>y</w:delText></w:r></w:del>"
STYLE = '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="s{0}"/><w:basedOn w:val="s{1}"/></w:style>'
ATTRIBUTES = " ".join(f'a{number}="1"' for number in range(80_000)).encode()
BODIES = {
    "tracked changes": b"<w:p>" + b"".join(INSERTION % (n, n) + DELETION for n in range(20_000)) + b"</w:p>",
    "deleted ends": b"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>" * 10_000,
    "attributes": b"<w:p><w:r><w:rPr><w:sz " + ATTRIBUTES + b"/></w:rPr><w:t>x</w:t></w:r></w:p>",
    "attributes of a link": b"<w:p><w:hyperlink " + ATTRIBUTES + b"/></w:p>",
    "runs": b"<w:p>" + b"".join(b"<w:r><w:t>x%d</w:t></w:r>" % number for number in range(40_000)) + b"</w:p>",
    "cells": b"<w:tbl>" + b"<w:tr><w:tc><w:p/></w:tc></w:tr>" * 20_000 + b"</w:tbl>",
    "open fields": b"<w:p>" + b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000 + b"</w:p>",
    "nested tables": b"<w:tbl><w:tr><w:tc>" * 60 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 60,
}


PAGES = {
    "attributes": lambda number: f"<p {' '.join(f'a{n}=1' for n in range(number))}>x</p>",
    "one in another": lambda number: "<div>" * number + "x" + "</div>" * number,
    "fields in fields": lambda number: "<div data-field='summary'>" * number + "x" + "</div>" * number,
    "bold that goes on": lambda number: "".join(f"<p><b id=b{n}>x" for n in range(number)),
    "lists in lists": lambda number: "<ul><li>" * number,
    "drawings": lambda number: "<svg><foreignObject>" * number,
    "mistakes": lambda number: "<" * number + '<p "' + '"' * number + ">" + "</q>" * number,
    "paragraphs where none can be": lambda number: "<table>" + "<p>x</p>" * number + "</table>",
    "a number of a character": lambda number: f"&#{'1' * number};",
}


def changed(made, folder, change):
    parts = read_parts(made[Format.DOCX].read_bytes())
    path = folder / "a.docx"
    path.write_bytes(write_parts({**parts, **change(parts)}))
    return path


def judged_in_time(path):
    began = time.process_time()
    found = verify(path)
    assert not found.same
    assert time.process_time() - began < LONGEST
    return found


@pytest.mark.parametrize("name", BODIES)
def test_a_body_of_very_many_pieces_is_judged_in_time(made, tmp_path, name):
    judged_in_time(
        changed(made, tmp_path, lambda parts: {DOCUMENT: parts[DOCUMENT].replace(SECTION, BODIES[name] + SECTION, 1)})
    )


def test_styles_that_are_based_on_one_another_are_judged_in_time(made, tmp_path):
    styles = "".join(STYLE.format(number, number + 1) for number in range(5_000)).encode()
    used = b"".join(b'<w:p><w:pPr><w:pStyle w:val="s%d"/></w:pPr></w:p>' % number for number in range(5_000))
    path = changed(
        made,
        tmp_path,
        lambda parts: {
            STYLES: parts[STYLES].replace(b"</w:styles>", styles + b"</w:styles>"),
            DOCUMENT: parts[DOCUMENT].replace(SECTION, used + SECTION, 1),
        },
    )
    judged_in_time(path)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_very_many_pieces_is_judged_in_time(made, judged, name):
    page = made[Format.HTML].read_text("utf-8")
    began = time.process_time()
    with contextlib.suppress(InputError):
        assert not judged(page.replace("</body>", PAGES[name](10_000) + "</body>").encode(), Format.HTML).same
    assert time.process_time() - began < LONGEST


@pytest.mark.parametrize("nothing", ["</div hidden words>", "<!doctype words>", "<body>", "</p>", "<p>x</p a=1>"])
def test_what_stands_in_the_source_of_a_page_and_on_no_page_is_told(made, judged, nothing):
    page = made[Format.HTML].read_text("utf-8")
    assert not judged(page.replace("</body>", nothing + "</body>").encode(), Format.HTML).same


def test_a_style_far_up_a_chain_cannot_hide_text(made, tmp_path):
    styles = "".join(STYLE.format(number, number + 1) for number in range(40))
    styles += '<w:style w:type="paragraph" w:styleId="s40"><w:name w:val="s40"/><w:rPr><w:vanish/></w:rPr></w:style>'
    path = changed(
        made,
        tmp_path,
        lambda parts: {
            STYLES: parts[STYLES]
            .replace(b'<w:basedOn w:val="Normal"/>', b'<w:basedOn w:val="s0"/>')
            .replace(b"</w:styles>", styles.encode() + b"</w:styles>")
        },
    )
    assert verify(path).state is State.REDRAWN


def test_objects_of_a_pdf_that_lead_round_in_a_circle_are_judged_in_time(made, tmp_path):
    path = tmp_path / "a.pdf"
    with pikepdf.open(made[Format.PDF]) as pdf:
        ring = pdf.make_indirect(pikepdf.Dictionary())
        ring.Next = pdf.make_indirect(pikepdf.Dictionary(Back=ring, Pages=pdf.Root.Pages))
        pdf.Root.Ring = ring
        pdf.pages[0].obj.Parent.Parent = pdf.pages[0].obj.Parent
        pdf.save(path)
    assert judged_in_time(path).state is State.CARRIES


def test_very_many_objects_of_a_pdf_are_judged_in_time(made, tmp_path):
    path = tmp_path / "a.pdf"
    with pikepdf.open(made[Format.PDF]) as pdf:
        pdf.Root.Many = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(N=number)) for number in range(30_000)])
        pdf.save(path)
    judged_in_time(path)


def many_ways(pdf):
    """Each element holds the next one twice: forty of them are read a million million times."""
    element = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P, K=pikepdf.Array()))
    for _ in range(40):
        element = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P, K=pikepdf.Array([element, element])))
    pdf.Root.StructTreeRoot.IDTree.Names.extend([pikepdf.String("summary.z"), element])


def begun_only(words):
    def draw(pdf):
        contents = pdf.pages[0].obj.Contents.read_bytes()
        pdf.pages[0].obj.Contents = pdf.make_stream(contents + words * 200_000)

    return draw


def note_of_signs(pdf):
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], RC=pikepdf.String("<" * 200_000))
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])


@pytest.mark.parametrize(
    "change",
    [many_ways, begun_only(b"["), begun_only(b"/a<<"), begun_only(b"/"), note_of_signs],
    ids=["ways", "arrays", "properties", "names", "signs"],
)
def test_what_a_pdf_shows_is_read_in_the_time_of_its_length(made, tmp_path, change):
    path = tmp_path / "a.pdf"
    with pikepdf.open(made[Format.PDF]) as pdf:
        change(pdf)
        pdf.save(path)
    began = time.process_time()
    with contextlib.suppress(InputError):
        answers_in_pdf(path.read_bytes())
    notes_on_pdf(path.read_bytes())
    assert time.process_time() - began < LONGEST
    judged_in_time(path)


@pytest.mark.parametrize("format", list(Format))
def test_no_damage_gives_a_traceback_or_is_called_the_same(made, judged, format):
    """Bytes changed, taken out and put in, at places that a fixed seed chooses."""
    chance = random.Random(f"damage {format}")
    data = made[format].read_bytes()
    for _ in range(60):
        spoilt = bytearray(data)
        for _ in range(chance.randint(1, 3)):
            place, length = chance.randrange(len(spoilt)), chance.choice([0, 1, 1, 7, 300])
            spoilt[place : place + length] = chance.randbytes(chance.choice([0, 1, 1, 5, 200]))
        try:
            found = judged(bytes(spoilt), format)
        except EqiaError:
            continue
        assert found.state is not State.UNTOUCHED or bytes(spoilt) == data


def test_parts_of_a_word_file_changed_at_random_give_no_traceback(made, judged):
    chance = random.Random("parts")
    parts = read_parts(made[Format.DOCX].read_bytes())
    names = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    for _ in range(60):
        name = chance.choice(names)
        pieces = parts[name].split(b"<")
        one, other = chance.randrange(1, len(pieces)), chance.randrange(1, len(pieces))
        pieces[one], pieces[other] = pieces[other], pieces[one]
        try:
            judged(write_parts({**parts, name: b"<".join(pieces)}), Format.DOCX)
        except InputError:
            continue


def test_values_of_a_pdf_changed_at_random_give_no_traceback(made, judged):
    chance = random.Random("values")
    for _ in range(25):
        saved = io.BytesIO()
        with pikepdf.open(made[Format.PDF]) as pdf:
            things = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and len(each.keys())]
            thing = chance.choice(things)
            key = chance.choice(sorted(thing.keys()))
            thing[key] = chance.choice([0, True, pikepdf.Name.X, pikepdf.Array(), pikepdf.Dictionary(), pdf.Root])
            try:
                pdf.save(saved)
            except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError):
                continue
        try:
            judged(saved.getvalue(), Format.PDF)
        except InputError:
            continue
