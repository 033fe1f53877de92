"""Packs from strangers: templates that run code, ask for files, or never end are refused or harmless, in a sentence."""

import contextlib
import io
import os
import re
import socket
import subprocess
from pathlib import Path

import pikepdf
import pytest

from eqia.documents import Format, make_document
from eqia.errors import EqiaError, PackError, RenderError
from eqia.form.loader import load_pack_at
from eqia.limits import limited
from eqia.packs import check
from eqia.packs.check import check_pack
from eqia.packs.faults import serious
from eqia.packs.start import make_word_template, start_pack
from eqia.packs.tokens import token_assessment
from eqia.packs.word import word_faults
from eqia.render.drawing import front
from eqia.view.build import build_view
from eqia.wordml.archive.package import read_parts, write_parts

RUN = (
    "{{ cycler.__init__.__globals__.os.system('touch canary') }}",
    "{{ lipsum.__globals__['os'].popen('touch canary').read() }}",
    "{{ joiner.__init__.__globals__.os.system('touch canary') }}",
    "{{ namespace.__init__.__globals__.os.system('touch canary') }}",
    "{{ self.__init__.__globals__.__builtins__.__import__('os').system('touch canary') }}",
    "{{ self._TemplateReference__context.cycler.__init__.__globals__.os.system('touch canary') }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__']['__mro__'] }}",
    "{{ facts.title.__class__ }}",
    "{{ facts.title.format.__globals__ }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(facts) }}",
    "{{ facts|attr('__class__') }}",
    "{{ facts.__init__.__globals__ }}",
    "{{ facts.pop('title') }}",
    "{{ facts.update(title='x') }}",
    "{{ facts.clear() }}",
    "{% set x = facts.clear() %}",
    "{% for name in facts.keys() %}{{ name }}{% endfor %}",
    "{% include '/etc/hostname' %}",
    "{% import '/etc/hostname' as x %}",
    "{% extends '/etc/hostname' %}",
    "{{ facts.title.ljust(10000000000) }}",
    "{{ 'a' * 10000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ range(1000000000)|list }}",
    "{% for x in range(1000000000) %}x{% endfor %}",
    "{{ '%10000000000d' % 1 }}",
    "{{ facts.title|center(10000000000) }}",
    "{{ dict }}",
    "{% debug %}",
)
FETCH = (
    '<script src="https://example.org/x.js"></script>',
    '<img src="file:///etc/passwd">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<link rel="stylesheet" href="file:///etc/passwd">',
    '<object data="file:///etc/passwd"></object>',
    "<style>@import 'file:///etc/passwd';</style>",
    '<p style="background: url(file:///etc/passwd)">x</p>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    '<base href="file:///etc/">',
)
STYLE = (
    "@import 'file:///etc/passwd';",
    "@import url(http://169.254.169.254/);",
    "p { background: url(file:///etc/passwd) }",
    "p { background: url('https://example.org/x.png') }",
    "@font-face { font-family: X; src: url(file:///etc/passwd) }",
    "p { content: url(data:image/svg+xml;base64,PHN2Zy8+) }",
    "@page { background: url(file:///etc/passwd) }",
    "p { list-style-image: url(file:///etc/passwd) }",
)
SECRET = Path("/etc/passwd")
"""A file outside, long enough to be told from anything that is in a PDF by chance."""

PLACES = ("word/document.xml", "word/header1.xml", "word/footer1.xml")


@pytest.fixture
def pack(tmp_path, monkeypatch) -> Path:
    """A copy of Bedford's pack in a folder of its own, with everything off that a payload could reach for."""

    def refuse(*words, **more):
        raise AssertionError(f"something was started or connected to: {words}")

    folder = start_pack("stranger", tmp_path)
    monkeypatch.chdir(tmp_path)
    for room in (front, check):  # as in "eqia render" and "template check", which draw PDF files themselves
        monkeypatch.setattr(room, "is_own", lambda: True)
    for owner, name in ((os, "system"), (os, "popen"), (subprocess, "Popen"), (socket, "socket")):
        monkeypatch.setattr(owner, name, refuse)
    yield folder
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stranger"]


def rewrite(path: Path, part: str, old: str, new: str) -> None:
    """Change one part of a Word file."""
    parts = read_parts(path.read_bytes())
    text = parts[part].decode("utf-8")
    assert old in text
    path.write_bytes(write_parts({**parts, part: text.replace(old, new, 1).encode("utf-8")}))


def made(folder: Path, format: Format) -> bytes:
    """A document of a pack, as "eqia render" makes it."""
    pack = load_pack_at(folder)
    assessment = token_assessment(pack.form, pack.facts.council, ticked=True)
    return make_document(build_view(assessment, pack.form, draft=True, template=pack.stamp), pack, format)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("payload", RUN)
def test_code_in_the_text_of_the_word_template(pack, payload):
    rewrite(pack / "report.docx", PLACES[0], "{{ facts.digest }}", escaped(payload))
    with pytest.raises(PackError):
        made(pack, Format.DOCX)
    loaded = load_pack_at(pack)
    view = build_view(token_assessment(loaded.form, "stranger", ticked=True), loaded.form, draft=True)
    assert serious(word_faults(loaded.read("report.docx"), loaded.form, [view]))


@pytest.mark.parametrize("payload", RUN)
@pytest.mark.parametrize(("part", "old"), [(PLACES[1], "{{ facts.title }}"), (PLACES[2], "{{ facts.foot }}")])
def test_code_at_the_top_and_the_foot_of_its_pages(pack, payload, part, old):
    rewrite(pack / "report.docx", part, old, escaped(payload))
    with pytest.raises(PackError):
        made(pack, Format.DOCX)


@pytest.mark.parametrize("payload", RUN)
def test_code_in_titles_tags_and_facts_of_the_word_template_is_only_text(pack, payload):
    words = escaped(payload).replace('"', "&quot;")
    rewrite(pack / "report.docx", PLACES[0], 'w:alias w:val="Stop the activity"', f'w:alias w:val="{words}"')
    rewrite(pack / "report.docx", PLACES[0], 'w:tblCaption w:val="Recommendation"', f'w:tblCaption w:val="{words}"')
    rewrite(pack / "report.docx", "docProps/core.xml", "Equality Analysis Report", words)
    with contextlib.suppress(PackError):
        parts = read_parts(made(pack, Format.DOCX))
        assert b"touch canary" not in parts["docProps/core.xml"]


@pytest.mark.parametrize("payload", RUN)
def test_code_in_the_template_of_the_page(pack, payload):
    page = (pack / "report.html").read_text(encoding="utf-8")
    (pack / "report.html").write_text(page.replace("<main>", f"<main>{payload}"), encoding="utf-8")
    for format in (Format.HTML, Format.PDF):
        with pytest.raises(PackError, match=r"report\.html"):
            made(pack, format)


@pytest.mark.parametrize("payload", RUN)
def test_code_in_the_words_of_the_form_is_only_text(pack, payload):
    """Except where a Word template is made of them: then it is code in that template."""
    words = (pack / "form.toml").read_text(encoding="utf-8")
    quoted = payload.replace("\\", "\\\\").replace('"', '\\"')
    words = words.replace('"Equality Analysis Report"', f'"{quoted}"').replace('"Service area"', f'"{quoted}"')
    (pack / "form.toml").write_text(words, encoding="utf-8")
    assert escaped(payload).replace("'", "&#39;") in made(pack, Format.HTML).decode().replace("&#34;", '"')
    (pack / "report.docx").unlink()
    make_word_template(pack)
    with pytest.raises(PackError):
        made(pack, Format.DOCX)


@pytest.mark.parametrize("payload", FETCH)
def test_a_page_that_asks_for_files(pack, payload):
    page = (pack / "report.html").read_text(encoding="utf-8")
    (pack / "report.html").write_text(page.replace("<main>", f"<main>{payload}"), encoding="utf-8")
    with pytest.raises(PackError, match="what no report may hold"):
        made(pack, Format.HTML)
    holds_nothing_from_outside(pack)
    assert not check_pack(pack).sound


@pytest.mark.parametrize("payload", STYLE)
def test_a_style_sheet_that_asks_for_files(pack, payload):
    with (pack / "report.css").open("a", encoding="utf-8") as file:
        file.write(payload)
    with pytest.raises(PackError, match="no style sheet of a report may hold"):
        made(pack, Format.HTML)
    holds_nothing_from_outside(pack)
    assert not check_pack(pack).sound


def holds_nothing_from_outside(pack: Path) -> None:
    """The PDF of a pack is refused, or asks for nothing."""
    try:
        data = made(pack, Format.PDF)
    except PackError as error:
        said = str(error)
    else:
        said = "it is in the PDF" if SECRET.read_bytes() in unpacked(data) else "nothing outside the pack"
    assert "outside the pack" in said


def unpacked(data: bytes) -> bytes:
    """All the streams of a PDF, unpacked."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return b"".join(each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream))


@pytest.mark.parametrize("name", ["report.docx", "report.html", "report.css", "form.toml", "pack.toml"])
def test_a_file_that_is_a_link(pack, name):
    (pack / name).unlink()
    (pack / name).symlink_to("/etc/hostname")
    checked = check_pack(pack)
    assert not checked.sound
    assert any("is a link to another place" in fault.text for fault in checked.faults)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("report.html", b"", "a page with nothing on it"),
        ("report.html", b"caf\xe9", "is not in UTF-8"),
        ("report.css", b"caf\xe9", "is not in UTF-8"),
        ("report.css", b"a{" * 50_000, "too deep"),
        ("report.html", b"{{ " + b"(" * 3_000 + b"1" + b")" * 3_000 + b" }}", "without end|too deep|nest"),
        ("pack.toml", b"z = " + b"9" * 10_000, "a number that is too long"),
        ("form.toml", b"x = " + b"[" * 5_000, "is not a TOML file"),
        ("report.docx", b"PK\x03\x04", "is not a Word file"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else None,
)
def test_files_that_are_not_what_they_should_be(pack, name, data, sentence):
    (pack / name).write_bytes(data)
    assert any(re.search(sentence, fault.text) for fault in serious(check_pack(pack).faults))
    for format in Format:
        if (name, format) not in {("report.docx", Format.PDF), ("report.docx", Format.HTML)} and not (
            name.startswith("report.") and name != "report.docx" and format is Format.DOCX
        ):
            with pytest.raises(EqiaError):
                made(pack, format)


@pytest.mark.parametrize("extends", ["../../etc", "/etc", "..", "stranger/../bedford", "bedford\\n"])
def test_a_pack_that_extends_what_lies_elsewhere(pack, extends):
    facts = (pack / "pack.toml").read_text(encoding="utf-8")
    (pack / "pack.toml").write_text(facts.replace("version =", f'extends = "{extends}"\nversion ='), encoding="utf-8")
    assert "There is no template pack" in str(check_pack(pack).faults[0])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("report.html", "{% for a in sections %}" * 9 + "{% endfor %}" * 9),
        ("report.html", "{% macro m0() %}{% endmacro %}" + "".join(
            f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(60)
        ) + "{{ m60() }}"),
    ],
    ids=["loops in loops", "macros in macros"],
)  # fmt: skip
def test_a_template_that_never_ends_is_stopped_with_a_sentence(pack, name, text):
    (pack / name).write_text(text, encoding="utf-8")
    with pytest.raises(RenderError, match="took more than 1 seconds and was stopped"), limited("Making it", seconds=1):
        made(pack, Format.HTML)


def test_a_template_that_fills_the_memory_is_stopped_with_a_sentence(pack):
    macros = "".join(f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(40))
    page = "{% macro m0() %}" + "x" * 10_000 + "{% endmacro %}" + macros + "{{ m40() }}"
    (pack / "report.html").write_text(page, encoding="utf-8")
    with pytest.raises(RenderError, match="MB of memory and was stopped"), limited("Making it", memory=1 << 30):
        made(pack, Format.HTML)
