"""Documents from strangers, handed to "eqia verify": each is refused or judged in a sentence, soon and without harm."""

import io
import json
import zlib
from functools import partial
from pathlib import Path

import pikepdf
import pytest

from eqia.cli import within
from eqia.cli.main import run
from eqia.documents import Format, make_document
from eqia.limits import limited
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.archive.store import write_source

ROOT = Path(__file__).resolve().parents[2]
ITEM = "customXml/item1.xml"
SOURCES = {
    "no JSON": "hello",
    "nothing": "",
    "a list": "[1, 2]",
    "null": "null",
    "a number": "12",
    "deep lists": "[" * 100_000,
    "deep objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "nearly too deep": '{"summary":' + "[" * 900 + "]" * 900 + "}",
    "a huge number": '{"revision":' + "9" * 10_000 + "}",
    "no number": '{"revision": NaN}',
    "a newer format": '{"format": 99}',
    "a field twice": '{"summary": "a", "summary": "b"}',
    "half a character": '{"summary": "\\ud800"}',
    "a council elsewhere": '{"council": "../../etc"}',
    "a council of no type": '{"council": [1]}',
    "names of methods": '{"__class__": {}, "items": 1, "impacts": {"keys": {}}}',
    "a hundred thousand rows": json.dumps({"actions": {"other": [{"what": "x"}] * 100_000}}),
    "two hundred thousand fields": json.dumps(dict.fromkeys(map(str, range(200_000)), 1)),
}


@pytest.fixture(scope="module")
def made(bedford, filled) -> dict[Format, bytes]:
    view = filled(lambda number: f"Answer {number}")
    return {format: make_document(view, bedford, format) for format in Format}


@pytest.fixture
def judged(tmp_path, capsys):
    """The exit code of "eqia verify" for a file of these bytes, and what it says."""

    def judge(data: bytes, kind: str) -> tuple[int, str]:
        path = tmp_path / f"a.{kind}"
        path.write_bytes(data)
        code = run(["verify", str(path), *([str(ROOT / "samples" / "not-required.json")] if kind == "html" else [])])
        said = capsys.readouterr()
        return code, said.out + said.err

    return judge


def of_pdf(data: bytes, change) -> bytes:
    """A PDF file, changed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        written = io.BytesIO()
        pdf.save(written, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return written.getvalue()


def attached(pdf, stream) -> None:
    files = pdf.attachments["assessment.json"].obj.EF
    for name in list(files.keys()):
        files[name] = stream


@pytest.mark.parametrize("name", SOURCES)
def test_data_that_are_no_assessment(made, judged, name):
    text = SOURCES[name]
    word = write_parts({**read_parts(made[Format.DOCX]), ITEM: write_source(text)})
    pdf = of_pdf(made[Format.PDF], lambda pdf: attached(pdf, pdf.make_stream(text.encode())))
    assert judged(word, "docx")[0] == 5
    assert judged(pdf, "pdf")[0] == 5


WORD = {
    "nothing": b"",
    "no Word text": b"<a/>",
    "no body": b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
    "not closed": b"<a>",
    "deep": b"<a>" * 100_000 + b"</a>" * 100_000,
    "entities": b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>',
    "UTF-16": "<a/>".encode("utf-16"),
}


@pytest.mark.parametrize("name", WORD)
@pytest.mark.parametrize("part", [DOCUMENT, ITEM, "word/footer1.xml", "word/styles.xml"])
def test_parts_of_a_word_file_that_are_none(made, judged, name, part):
    code, said = judged(write_parts({**read_parts(made[Format.DOCX]), part: WORD[name]}), "docx")
    assert code in ((0, 4, 5) if part == "word/footer1.xml" else (4, 5)), said


def each_answer(pdf, change) -> None:
    for element in list(pdf.Root.StructTreeRoot.IDTree.Names)[1::2]:
        change(pdf, element)


def in_itself(_pdf, element) -> None:
    element.K = pikepdf.Array([element])


def in_too_much(pdf, element) -> None:
    inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P, K=pikepdf.Array([])))
    for _ in range(2000):
        inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Div, K=pikepdf.Array([inner])))
    element.K = pikepdf.Array([inner])


def with_key(name, value):
    def change(_pdf, element) -> None:
        element[name] = value

    return change


def without(*names):
    def change(_pdf, element) -> None:
        for name in names:
            if name in element:
                del element[name]

    return change


ANSWERS = {
    "in itself": in_itself,
    "in too many others": in_too_much,
    "nowhere": with_key("/K", pikepdf.Array([99999])),
    "no number": with_key("/K", pikepdf.String("x")),
    "without a page": without("/Pg"),
    "without a kind": without("/S"),
    "of no kind": with_key("/S", pikepdf.Array([])),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_tags_of_a_pdf_that_lead_nowhere(made, judged, name):
    data = of_pdf(made[Format.PDF], lambda pdf: each_answer(pdf, ANSWERS[name]))
    assert judged(data, "pdf")[0] in (4, 5)


def no_tags(pdf) -> None:
    del pdf.Root.StructTreeRoot


def half_a_name(pdf) -> None:
    pdf.Root.StructTreeRoot.IDTree.Names = pikepdf.Array([pikepdf.String("a")])


def of_each_page(change):
    def change_all(pdf) -> None:
        for page in pdf.pages:
            change(pdf, page.obj)

    return change_all


def of_each_font(text):
    def change_all(pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                thing.ToUnicode = pdf.make_stream(text)

    return change_all


FILES = {
    "no tags": no_tags,
    "half a name": half_a_name,
    "no contents": of_each_page(lambda _, page: page.__delitem__("/Contents")),
    "no fonts": of_each_page(lambda _, page: page.__delitem__("/Resources")),
    "contents in pieces": of_each_page(lambda _, page: page.__setitem__("/Contents", pikepdf.Array([page.Contents]))),
    "marks that end what never began": of_each_page(
        lambda pdf, page: page.__setitem__("/Contents", pdf.make_stream(b"EMC EMC /F1 1 Tf [<0001>] TJ"))
    ),
    "fonts that say nothing": of_each_font(b"\xff\xfe <zz>"),
    "fonts that say half a character": of_each_font(b"<0001> <d8>\n<0002> <d800>"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_pdf_that_is_ruined(made, judged, name):
    code, said = judged(of_pdf(made[Format.PDF], FILES[name]), "pdf")
    assert (code, "OTHERWISE" in said) == (4, True), said


def test_passwords_and_pieces(made, judged):
    with pikepdf.open(io.BytesIO(made[Format.PDF])) as pdf:
        written = io.BytesIO()
        pdf.save(written, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "asks for a password" in judged(written.getvalue(), "pdf")[1]
    for format in Format:
        data = made[format]
        for size in (0, 1, 5, 100, len(data) // 2):
            assert judged(data[:size], format.value)[0] in (4, 5), (format, size)
    for junk in (b"\xff\xfe", b"<" * 100_000, b"<div>" * 100_000, b"<!DOCTYPE html><title>x</title>"):
        assert judged(junk, "html")[0] == 5


@pytest.mark.parametrize("where", ["attachment", "page"])
def test_a_bomb_is_stopped_by_the_limit_of_memory(made, judged, monkeypatch, where):
    packed = zlib.compress(b" " * 1_000_000_000, 9)

    def fill(pdf) -> None:
        bomb = pdf.make_stream(b"")
        bomb.write(packed, filter=pikepdf.Name.FlateDecode)
        if where == "attachment":
            attached(pdf, bomb)
        else:
            pdf.pages[0].obj.Contents = bomb

    monkeypatch.setattr(within, "limited", partial(limited, memory=1 << 30))
    code, said = judged(of_pdf(made[Format.PDF], fill), "pdf")
    assert "inside eqia" not in said
    assert code == 5, (code, said)
