"""Making a PDF: the same bytes each time, nothing from outside, and a sentence where it cannot be made."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from eqia.errors import MissingLibrary, PackError, RenderError
from eqia.render.pango import missing_pango
from eqia.render.pdf import PdfEngine, check_printed, render_pdf
from eqia.render.pdf_text import read_pdf

SCRIPT = """
import hashlib, sys, tempfile
from pathlib import Path
from eqia.concepts.model import Concepts
from eqia.form.loader import load_pack
from eqia.render.pdf import render_pdf
from eqia.view.build import build_view

pack = load_pack("bedford")
assessment = Concepts.model_validate_json(Path(sys.argv[1]).read_text(encoding="utf-8"))
view = build_view(assessment, pack.form, draft=True, template=pack.stamp)
template, style = pack.read("report.html").decode(), pack.read("report.css").decode()
"""
DIGEST = SCRIPT + "print(hashlib.sha256(render_pdf(view, template, style)).hexdigest())"
AUDIT = (
    SCRIPT
    + """
allowed = tuple(map(str, (pack.folders[0].parent, tempfile.gettempdir(), sys.prefix, sys.base_prefix)))
def audit(event, args):
    if event == "open" and isinstance(args[0], str) and not args[0].startswith(allowed):
        sys.exit(f"opened {args[0]}")
    if event.startswith("socket."):
        sys.exit(event)
sys.addaudithook(audit)
render_pdf(view, template, style)
"""
)


def run(script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), **environment}
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"},
    ],
)
def test_the_same_assessment_gives_the_same_bytes_in_another_process(elsewhere, samples):
    here, there = run(DIGEST, str(samples[0]), PYTHONHASHSEED="0"), run(DIGEST, str(samples[0]), **elsewhere)
    assert len(here.stdout) == 65, here.stderr
    assert there.stdout == here.stdout


def test_the_same_view_gives_the_same_bytes_again_whatever_came_between(view_of, full, look):
    first = render_pdf(view_of(full), look.template, look.style)
    render_pdf(view_of(), look.template, look.style)
    assert render_pdf(view_of(full), look.template, look.style) == first


def test_another_answer_gives_another_identifier(view_of, full, look):
    one = render_pdf(view_of(full), look.template, look.style)
    other = render_pdf(view_of({**full, "summary": "Another."}), look.template, look.style)
    assert one.rpartition(b"/ID")[2][:80] != other.rpartition(b"/ID")[2][:80]


def test_no_font_of_the_machine_comes_in(view_of, look):
    """Noto, DejaVu or whatever else is installed has CJK letters or emoji; the report's fonts have not."""
    with pytest.raises(RenderError, match=r"No bundled font has a glyph for these characters: U\+6F22, U\+1F600"):
        render_pdf(view_of({"summary": "漢 \U0001f600"}), look.template, look.style)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "bundle:///fonts/../bedford/form.toml",
        "bundle:///fonts/fonts.conf",
        "//example.org/x.png",
        "x.png",
    ],
)
@pytest.mark.parametrize(
    "asking",
    [
        '<img src="{}" alt="x">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        "<style>@import url('{}');</style>",
        "<style>p {{ background: url('{}') }}</style>",
        "<style>@font-face {{ font-family: X; src: url('{}') }}</style>",
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title><image href="{}"/></svg>',
        '<object data="{}"></object>',
    ],
)
def test_a_template_that_asks_for_anything_outside_is_refused(address, asking, view_of, look):
    template = look.template.replace("<main>", "<main>" + asking.format(address))
    with pytest.raises(PackError, match="outside the pack"):
        render_pdf(view_of(), template, look.style)


def test_a_style_sheet_that_asks_for_anything_outside_is_refused(view_of, look):
    with pytest.raises(PackError, match="outside the pack"):
        render_pdf(view_of(), look.template, "@import url(http://127.0.0.1:9/x.css);" + look.style)


def test_nothing_is_looked_up_on_the_network(view_of, full, look, monkeypatch):
    def refuse(*_args):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr("socket.socket", refuse)
    assert PdfEngine(look.style).render(view_of(full), look.template).startswith(b"%PDF-1.7")


def test_only_bundled_files_are_read(samples):
    """What Python opens while a report is made, seen by the interpreter's own audit."""
    done = run(AUDIT, str(samples[0]))
    assert (done.returncode, done.stderr) == (0, "")


def test_an_answer_that_is_lost_on_the_way_is_named(view_of, full, look):
    view = view_of(full)
    data = render_pdf(view, look.template, look.style)
    for path, wrong in (
        ("summary", "Other words."),
        ("impacts.age.explanation", ""),
        ("impacts.age.positive", False),
        ("relevance.could_disadvantage.yes", True),
        ("evidence.new_question", "An answer the template does not know"),
    ):
        with pytest.raises(RenderError, match=path):
            check_printed(data, replace(view, printed={**view.printed, path: wrong}))


def test_a_template_that_leaves_an_answer_out_is_found_out(view_of, full, look):
    template = look.template.replace("{{ cell.text|prose }}", "")
    with pytest.raises(RenderError, match=r"duty\.age\.eliminate_discrimination"):
        render_pdf(view_of(full), template, look.style)


def test_a_style_sheet_that_hides_an_answer_is_found_out(view_of, full, look):
    with pytest.raises(RenderError, match=r"relevance\.why_not_required"):
        render_pdf(view_of(full), look.template, look.style + ".answers li { display: none }")


def test_a_faulty_template_is_named_with_its_line(view_of, look):
    with pytest.raises(PackError, match=r"(?s)report\.html.*line \d+.*endfor"):
        render_pdf(view_of(), look.template + "{% endfor %}", look.style)
    with pytest.raises(PackError, match="nothing_of_the_kind"):
        render_pdf(view_of(), look.template + "{{ facts.nothing_of_the_kind }}", look.style)
    with pytest.raises(PackError, match=r"report\.html"):
        render_pdf(view_of(), look.template + "{{ ''.__class__.__mro__ }}", look.style)


def test_a_page_without_a_language_or_a_picture_without_words_is_refused(view_of, look):
    with pytest.raises(PackError, match="lang"):
        render_pdf(view_of(), look.template.replace(' lang="{{ facts.language }}"', ""), look.style)


def test_what_the_engine_logs_is_shown_to_nobody(view_of, look, caplog):
    with pytest.raises(RenderError):
        render_pdf(view_of({"summary": "secret 漢"}), look.template, look.style)
    assert caplog.text == ""


@pytest.mark.parametrize(("platform", "words"), [("linux", "apt-get install"), ("darwin", "brew"), ("win32", "pacman")])
def test_a_missing_library_is_named_with_the_line_that_installs_it(platform, words):
    error = missing_pango(platform)
    assert isinstance(error, MissingLibrary)
    assert error.exit_code == 7
    assert words in str(error)


def test_the_missing_library_is_reported_by_the_import_itself():
    code = (
        "import cffi, sys\n"
        "def fail(self, *names): raise OSError('cannot load library')\n"
        "cffi.FFI.dlopen = fail\n"
        "from eqia.errors import MissingLibrary\n"
        "try: import eqia.render.pdf\n"
        "except MissingLibrary as error: print(error)\n"
    )
    assert "Pango, which is not installed here" in run(code).stdout


def test_the_word_beside_an_unreadable_box_is_printed(view_of, look):
    data = render_pdf(view_of({"recommendation": {"stop": "unreadable"}}), look.template, look.style)
    assert read_pdf(data)["recommendation.stop"] == "unreadable"
