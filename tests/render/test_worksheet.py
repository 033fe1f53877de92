"""The worksheet: guidance beside every question, and what colleagues write in it is read."""

import io
import json

from docx import Document

from eqia.form.definition import Layout
from eqia.form.loader import load_pack
from eqia.workflows import make_worksheet
from tests.programs import COMMAND, run

PACK = load_pack("bedford")


def all_text(document):
    cells = [cell.text for table in document.tables for cell in table._cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_guidance_stands_beside_every_question_and_no_answer_is_printed():
    document = Document(io.BytesIO(make_worksheet(PACK)))
    text = all_text(document)
    for section in PACK.form.sections:
        if section.layout in (Layout.ANSWERS, Layout.STATEMENTS, Layout.TEXT):
            for question in section.questions:
                if question.printed:
                    assert (question.hint or question.prompt) in text, question.id
    assert PACK.form.not_answered not in text


def test_what_is_written_in_a_worksheet_is_imported_and_the_guidance_is_not(tmp_path):
    document = Document(io.BytesIO(make_worksheet(PACK)))
    description = next(
        p for p in document.paragraphs if p.text.startswith("Description of activity") and "Head" in p.style.name
    )
    answer = next(p for p in document.paragraphs if p._p is description._p.getnext())
    answer.add_run("Move the library next door.")
    scope = next(t for t in document.tables if "Who is / will be impacted" in t.rows[1].cells[0].text)
    scope.rows[1].cells[1].paragraphs[0].add_run("About 900 borrowers.")
    document.save(tmp_path / "back.docx")
    done = run([*COMMAND, "import", "back.docx"], cwd=tmp_path, encoding="utf-8")
    assert done.returncode in (0, 3), done.stderr
    (made,) = tmp_path.glob("*.json")
    data = json.loads(made.read_text(encoding="utf-8"))
    assert data["activity"]["description"] == "Move the library next door."
    assert data["scope"]["who_is_affected"] == "About 900 borrowers."
    assert data["summary"] == ""
    assert data["evidence"]["sources"] == ""
