"""Language, direction, fonts and links in the Word file: of answers, and wherever else their text stands."""

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from eqia.render.docx import anchors_of, compile_word_template, differences, read_docx, render_docx, rows_of
from eqia.wordml.archive.package import read_parts, write_parts
from eqia.wordml.form.echo import Echo
from eqia.wordml.names import parse, w
from eqia.wordml.text.prose import text_of

CASE = Path(__file__).parents[1] / "cases/json/many-scripts.json"
ARABIC = "المكتبة مهمة جداً لنا ولأطفالنا."
URDU = "یہ دیکھیں (NHS): https://www.bedford.gov.uk/ur#a۔ کتاب خانہ ہمارے لیے ہے۔"
BENGALI = "দয়া করে গ্রন্থাগারটি বন্ধ করবেন না।"
ANSWERS = {
    "activity": {"title": "Library الأمل", "service_area": ARABIC, "lead_officers": [{"name": "", "post": "a@b.uk"}]},
    "scope": {
        "who_is_affected": f"{ARABIC}\n\n- {URDU}\n{BENGALI}\n[Welsh] Mae’r\tcyngor <&> www.llyw.cymru\n请不要关闭"
    },
    "impacts": {"age": {"positive": True, "negative": False, "none": False, "explanation": f"Wrote {ARABIC}"}},
    "actions": {"other": [{"what": f"{BENGALI} 👍🏽", "who": "eia@b.uk", "when": "", "outcome": "გთხოვთ, እባክዎ, กรุณา"}]},
    "summary": f"{ARABIC} NHS.\n\nSee https://www.ons.gov.uk/a_(b)?x=1&y=2 and Библиотека.",
}


@pytest.fixture(scope="module")
def template(bedford):
    return compile_word_template(bedford.read("report.docx"))


@pytest.fixture(scope="module")
def views(view_of):
    return [view_of(ANSWERS), view_of(json.loads(CASE.read_text("utf-8")))]


@pytest.fixture(scope="module")
def files(views, template):
    return [render_docx(view, template) for view in views]


@pytest.fixture(scope="module")
def paragraphs(files):
    return list(parse(read_parts(files[0])["word/document.xml"]).iter(w("p")))


def runs(paragraphs, start):
    """The runs of the paragraph that begins so: text, names of what they set, language, font."""
    (found, *_) = [each for each in paragraphs if text_of(each).startswith(start)]
    return [run_of(run) for run in found.iter(w("r"))]


def run_of(run):
    properties = run.find(w("rPr"))
    set_ = {} if properties is None else {re.sub("{.*}", "", each.tag): each for each in properties}
    language = next(iter(set_["lang"].attrib.items())) if "lang" in set_ else ("", "")
    font = set_["rFonts"].get(w("ascii")) if "rFonts" in set_ else ""
    return text_of(run), {*set_} - {"lang", "rFonts"}, (re.sub("{.*}", "", language[0]), language[1]), font


def test_an_arabic_paragraph_runs_from_the_right_with_its_full_stop(paragraphs):
    found = [each for each in paragraphs if text_of(each) == ARABIC]
    assert len(found) == 2
    for each in found:
        assert each.find(f"{w('pPr')}/{w('bidi')}") is not None
        assert [run_of(run) for run in each.iter(w("r"))] == [(ARABIC, {"rtl"}, ("bidi", "ar-SA"), "")]


def test_in_a_paragraph_from_the_right_latin_words_alone_run_from_the_left(paragraphs):
    assert runs(paragraphs, "یہ")[:4] == [
        ("یہ دیکھیں", {"rtl"}, ("bidi", "ur-PK"), ""),
        (" (", {"rtl"}, ("", ""), ""),
        ("NHS", set(), ("", ""), ""),
        ("): ", {"rtl"}, ("", ""), ""),
    ]
    assert [text for text, set_, *_ in runs(paragraphs, f"{ARABIC} NHS") if "rtl" in set_][-1] == "."


def test_each_script_has_a_font_of_windows_and_its_language(paragraphs):
    assert runs(paragraphs, "দ")[0] == (BENGALI, set(), ("bidi", "bn-BD"), "Nirmala UI")
    assert runs(paragraphs, "请") == [("请不要关闭", set(), ("eastAsia", "zh-CN"), "Microsoft YaHei")]
    assert [each[2:] for each in runs(paragraphs, "გ") if each[3]] == [
        (("val", "ka-GE"), "Sylfaen"), (("val", "am-ET"), "Ebrima"), (("bidi", "th-TH"), "Leelawadee UI")
    ]  # fmt: skip
    assert ("Mae’r", set(), ("val", "cy-GB"), "") in runs(paragraphs, "[Welsh]")
    assert ("Библиотека.", set(), ("val", "ru-RU"), "") in runs(paragraphs, "See")


def test_titles_labels_cells_and_running_titles_are_marked(files, paragraphs):
    assert runs(paragraphs, "Library")[1] == ("الأمل", {"rtl"}, ("bidi", "ar-SA"), "")
    assert runs(paragraphs, "Wrote")[1] == (ARABIC, {"rtl"}, ("bidi", "ar-SA"), "")
    header = next(part for name, part in read_parts(files[0]).items() if "header" in name and "الأمل".encode() in part)
    (running,) = [each for each in parse(header).iter(w("p")) if "الأمل" in text_of(each)]
    assert ("الأمل", {"rtl"}, ("bidi", "ar-SA"), "") in [run_of(run) for run in running.iter(w("r"))]
    assert not [run for run in running.iter(w("r")) if run.find(w("tab")) is not None and text_of(run) != "\t"]


def test_links_lead_to_what_they_say(files):
    parts = read_parts(files[0])
    targets = dict(
        re.findall(
            r'Id="(link\d+)"[^>]*Target="([^"]*)" TargetMode="External"', parts["word/_rels/document.xml.rels"].decode()
        )
    )
    document = parts["word/document.xml"].decode()
    links = re.findall(
        r'<w:hyperlink [^>]*r:id="(\w+)"[^>]*><w:r>.*?<w:t[^>]*>([^<]*)</w:t></w:r></w:hyperlink>', document
    )
    assert {text: targets[id] for id, text in links} == {
        "a@b.uk": "mailto:a@b.uk",
        "eia@b.uk": "mailto:eia@b.uk",
        "https://www.bedford.gov.uk/ur#a": "https://www.bedford.gov.uk/ur",
        "www.llyw.cymru": "https://www.llyw.cymru",
        "https://www.ons.gov.uk/a_(b)?x=1&amp;y=2": "https://www.ons.gov.uk/a_(b)?x=1&amp;y=2",
    }
    assert 'w:anchor="a"' in document
    assert document.count('<w:rStyle w:val="Hyperlink"/>') == 5
    assert b'w:styleId="Hyperlink"' in parts["word/styles.xml"]


def test_what_is_plain_is_printed_as_ever(view_of, full, template):
    data = read_parts(render_docx(view_of(full), template))
    assert b"hyperlink" not in data["word/_rels/document.xml.rels"]
    assert b'w:styleId="Hyperlink"' not in data["word/styles.xml"]
    assert b"<w:rtl/>" not in data["word/document.xml"]


def test_every_letter_is_read_back(views, files, template):
    for view, data in zip(views, files, strict=True):
        assert differences(view, read_docx(data, template, rows_of(view), view.blanks)) == []


def test_the_echo_hears_marked_paragraphs_as_well(views, files, template):
    view = views[0]
    document = read_parts(files[0])["word/document.xml"].decode()
    heard = Echo(document, template.styles, view.blanks).answers(anchors_of(template, rows_of(view)))
    for path in ("activity.service_area", "actions.other.0.what", "summary", "impacts.age.explanation"):
        assert heard[path] == view.printed[path], path


def test_the_validator_of_open_xml_has_nothing_to_say(files, tmp_path):
    for number, data in enumerate(files):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(data)
        done = subprocess.run([Path(sys.executable).with_name("openxml-audit"), path], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


def test_bold_and_size_of_a_label_hold_for_its_arabic_letters_too(bedford, view_of, tmp_path):
    parts = read_parts(bedford.read("report.docx"))
    document = parts["word/document.xml"].decode()
    look = '<w:rFonts w:ascii="Arial" w:asciiTheme="minorHAnsi"/><w:b/><w:sz w:val="30"/><w:u w:val="single"/>'
    bold = f"<w:r><w:rPr>{look}</w:rPr><w:t>{{{{ facts.name }}}} بيت বাংলা</w:t></w:r>"
    changed = re.sub(r"(<w:pStyle w:val=\"Title\"/></w:pPr>)<w:r>.*?</w:r>", rf"\1{bold}", document, count=1)
    assert changed != document
    parts["word/document.xml"] = changed.encode()
    made = render_docx(view_of(ANSWERS), compile_word_template(write_parts(parts)))
    path = tmp_path / "changed.docx"
    path.write_bytes(made)
    done = subprocess.run([Path(sys.executable).with_name("openxml-audit"), path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read("word/document.xml").decode()
    complex_too = '<w:b/><w:bCs/><w:sz w:val="30"/><w:szCs w:val="30"/><w:u w:val="single"/>'
    assert f'{complex_too}<w:rtl/><w:lang w:bidi="ar-SA"/>' in text
    slots = " ".join(f'w:{name}="Nirmala UI"' for name in ("ascii", "hAnsi", "eastAsia", "cs"))
    assert f'<w:rFonts {slots} w:hint="cs"/>{complex_too}' in text
