"""A document with links and words from the right: what another program saves of it says and shows the same."""

import json
from pathlib import Path

from eqia.documents import Format
from eqia.verify.word import WordComparison
from eqia.workflows import open_assessment, render
from tests.verify.conftest import TODAY

CASE = Path(__file__).parents[1] / "cases/json/many-scripts.json"
LINKS = (
    "المكتبة مهمة. https://www.ons.gov.uk\n\nSee https://www.bedford.gov.uk/a?b=c#d, a@b.uk (www.llyw.cymru).\nদয়া করে"
)
SAVED = ("table", "core-properties")
"""What LibreOffice changes in every document."""


def test_libreoffice_saves_the_same_words_links_and_looks(tmp_path, libreoffice):
    answers = json.loads(CASE.read_text("utf-8"))
    answers["summary"] = LINKS
    source = tmp_path / "scripts.json"
    source.write_text(json.dumps(answers), "utf-8")
    (made,) = render(open_assessment(source), [Format.DOCX], tmp_path, today=TODAY).files
    saved = libreoffice(made)
    found = WordComparison(saved.read_bytes()).differences(made.read_bytes())
    assert [each for each in found if not each.what.startswith(SAVED)] == []


def test_a_link_that_leads_elsewhere_is_told(tmp_path, word):
    answers = json.loads(CASE.read_text("utf-8"))
    answers["summary"] = LINKS
    source = tmp_path / "scripts.json"
    source.write_text(json.dumps(answers), "utf-8")
    (made,) = render(open_assessment(source), [Format.DOCX], tmp_path, today=TODAY).files
    change = (
        "word/_rels/document.xml.rels",
        'Target="https://www.ons.gov.uk"',
        'Target="https://www.ons.gov.uk.evil.example"',
    )
    result = word(change, data=made.read_bytes())
    assert "https://www.ons.gov.uk.evil.example" in str(result)
