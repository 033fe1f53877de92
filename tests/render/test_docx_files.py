"""The Word file as other programs see it: LibreOffice, an Open XML validator, and checks that none of these makes."""

import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree

from eqia.concepts.model import Concepts
from eqia.render.docx import compile_word_template, differences, read_docx, render_docx, rows_of
from eqia.view.build import build_view
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.archive.store import read_source
from eqia.wordml.names import CELL, PARAGRAPH, RELATIONSHIPS, ROW, TABLE, parse, w
from eqia.wordml.text.lines import lines_of
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.styles import STYLES, styles_of
from tests.conftest import need

HARD = (
    "Plain\n\n\nthree lines down\n- bullet\n- \n- last\n",
    "\n  spaces  before and after  \n\t- tab\n\u00a0no-break\u00a0space, soft\u00adhyphen, no\u2011break hyphen",
    "\u202eright to left\u202c \u200f \u2067x\u2069 👩🏽‍🦽 𠮷 e\u0301 \u2028 \u2029 \u0085 \ufeff",
    "<b>&amp;]]> {{ 7*7 }} {% if %} =cmd|' /C calc'!A0",
    "Not answered",
    "Could not be read",
)


@pytest.fixture(scope="session")
def template(bedford):
    return compile_word_template(bedford.read("report.docx"))


@pytest.fixture(scope="session")
def views(view_of, full, samples, bedford):
    """Reports from empty to hard: with every answer, with none, with strange text, and the samples."""
    hard = {
        **full,
        "summary": HARD[0],
        "scope": {"who_is_affected": HARD[1], "groups_affected": HARD[2]},
        "evidence": dict(zip(("sources", "consultation", "findings", "gaps"), HARD[3:], strict=False)),
        "impacts": {"age": {"positive": "unreadable", "explanation": HARD[0]}, "race": {"negative": True}},
        "actions": {"other": [{"what": text, "outcome": text} for text in HARD]},
    }
    named = {
        path.stem: build_view(Concepts.model_validate_json(path.read_bytes()), bedford.form, draft=True)
        for path in samples
    }
    return {"empty": view_of(), "full": view_of(full, draft=False), "hard": view_of(hard), **named}


@pytest.fixture(scope="session")
def files(views, template, tmp_path_factory):
    """Every report as a file on disk."""
    folder = tmp_path_factory.mktemp("word")
    made = [folder / f"{name}.docx" for name in sorted(views)]
    for path in made:
        path.write_bytes(render_docx(views[path.stem], template))
    assert len(made) > 9
    return made


@pytest.fixture(scope="session")
def office(files, tmp_path_factory):
    """Opens all files in LibreOffice and saves them in another format, in a profile of its own."""
    program = need("soffice")
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def save_as(kind):
        folder = tmp_path_factory.mktemp("saved")
        command = [
            program,
            "--headless",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
        ]
        subprocess.run([*command, *files], capture_output=True, timeout=300, check=True)
        return folder

    return save_as


def test_libreoffice_opens_every_report(office, views):
    assert {path.stem for path in office("pdf").glob("*.pdf")} == set(views)


def test_saved_again_by_libreoffice_unedited_every_field_is_the_same(office, views, template):
    folder = office("docx:MS Word 2007 XML")
    for name, view in views.items():
        data = (folder / f"{name}.docx").read_bytes()
        shown = read_docx(data, template, rows_of(view), view.blanks)
        assert differences(view, shown) == [], name
        assert lines_of(read_parts(data)) == lines_of(read_parts(render_docx(view, template))), name
        source = read_source(read_parts(data))
        assert source is not None, name
        assert source.whole, name


def test_the_validator_of_open_xml_has_nothing_to_say(files, bedford):
    for path in [*files, bedford.part("report.docx")]:
        done = subprocess.run([Path(sys.executable).with_name("openxml-audit"), path], capture_output=True, text=True)
        assert done.returncode == 0, f"{path.name}: {done.stdout}"


def faults(data):
    """What no validator looks for: names twice, targets that are not there, cells without an end, Jinja left over."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    parts = read_parts(data)
    yield from (f"{name} twice" for name, times in Counter(name.casefold() for name in names).items() if times > 1)
    for name, part in parts.items():
        if name.endswith(".rels"):
            base = PurePosixPath(name).parent.parent
            targets = [relation.get("Target") for relation in parse(part).iter(f"{{{RELATIONSHIPS}}}Relationship")]
            yield from (f"{name}: no {target}" for target in targets if not there(parts, base, target))
    root = parse(parts[DOCUMENT])
    yield from ("a cell that does not end in a paragraph" for cell in root.iter(CELL) if cell[-1].tag != PARAGRAPH)
    yield from ("a table without rows" for table in root.iter(TABLE) if table.find(ROW) is None)
    yield from (f"a merged cell: {node.tag}" for node in root.iter(w("gridSpan"), w("vMerge")))
    for tag, attribute in (("bookmarkStart", "id"), ("bookmarkStart", "name"), ("id", "val")):
        values = Counter(node.get(w(attribute)) for node in root.iter(w(tag)))
        yield from (f"{tag} {attribute} {value} twice" for value, times in values.items() if times > 1)
    ends = Counter(node.get(w("id")) for node in root.iter(w("bookmarkEnd")))
    if ends != Counter(node.get(w("id")) for node in root.iter(w("bookmarkStart"))):
        yield "bookmarks that do not end"
    styles = styles_of(parts)
    used = {node.get(w("val")) for node in root.iter(w("pStyle"), w("rStyle"), w("tblStyle"))}
    yield from (f"no style {style}" for style in used - set(styles.names))


def there(parts, base, target):
    path = PurePosixPath(target.lstrip("/")) if target.startswith("/") else base / target
    steps = []
    for step in path.parts:
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "/".join(steps) in parts


def test_own_checks_find_no_fault(files):
    for path in files:
        assert list(faults(path.read_bytes())) == [], path.name


def test_no_template_language_is_left_in_what_is_printed(files):
    for path in files:
        for name, part in read_parts(path.read_bytes()).items():
            if name.startswith("word/") and path.stem != "hard":
                assert not re.search(rb"\{[{%#]|[}%#]\}", part), (path.name, name)


def test_headings_tables_and_language_are_those_of_an_accessible_document(files):
    for path in files:
        parts = read_parts(path.read_bytes())
        root, styles = parse(parts[DOCUMENT]), styles_of(parts)
        names = [styles.name_of(paragraph) for paragraph in root.iter(PARAGRAPH)]
        assert names.count("title") == 1
        assert names.index("title") < names.index("heading 1")
        for table in root.iter(TABLE):
            first, *rest = table.iter(ROW)
            assert first.find(f"{w('trPr')}/{w('tblHeader')}") is not None
            assert len({len(row.findall(CELL)) for row in (first, *rest)}) == 1
            assert table.find(f"{w('tblPr')}/{w('tblCaption')}").get(w("val"))
            assert table.find(f"{w('tblPr')}/{w('tblDescription')}").get(w("val"))
        sheet = etree.fromstring(parts[STYLES])
        assert sheet.find(f"{w('docDefaults')}//{w('lang')}").get(w("val")) == "en-GB"


def test_blank_paragraphs_never_make_room(files):
    """Word's checker objects to blank paragraphs in a row; only an answer's own blank lines may be such."""
    for path in files:
        if path.stem == "hard":
            continue
        body = parse(read_parts(path.read_bytes())[DOCUMENT])[0]
        blank = [node.tag == PARAGRAPH and not text_of(node) for node in body]
        assert not any(one and other for one, other in pairwise(blank)), path.name


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("ground", ["FFFFFF", "E8EEF4"])
def test_every_colour_of_text_stands_out_from_its_ground(bedford, ground):
    sheet = etree.fromstring(read_parts(bedford.read("report.docx"))[STYLES])
    inks = {node.get(w("val")) for node in sheet.iter(w("color"))} - {"FFFFFF"}
    for ink in inks:
        assert (luminance(ground) + 0.05) / (luminance(ink) + 0.05) >= 4.5, (ink, ground)
    assert 1.05 / (luminance("1B3A57") + 0.05) >= 4.5
