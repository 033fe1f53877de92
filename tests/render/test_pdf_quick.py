"""The quicker parts of the engine draw the documents that WeasyPrint draws without them."""

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
import weasyprint
from PIL import Image, ImageChops, ImageFilter

from eqia.render.quick import page, patching
from eqia.render.quick.stack import with_room
from tests.conftest import need
from tests.render.conftest import answers_to_everything

HERE = Path(__file__).parent
ALL = {module.__name__.rpartition(".")[2] for module in patching.MODULES} | {"page"}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The folder of the documents of some reports, drawn with these parts."""
    source = tmp_path_factory.mktemp("reports")
    for name, answers in reports().items():
        (source / f"{name}.json").write_text(json.dumps(answers), encoding="utf-8")
    made = {}

    def draw(parts, order="forwards"):
        key = ",".join(sorted(parts)), order
        if key not in made:
            made[key] = tmp_path_factory.mktemp("drawn")
            words = [sys.executable, HERE / "plain_engine.py", key[0], source, made[key], order]
            subprocess.run(words, check=True, cwd=HERE.parents[1])
            assert {path.stem for path in made[key].iterdir()} == set(reports())
        return made[key]

    return draw


def reports():
    """Reports of every kind of line: long and short, with bullets, blanks, long words, and letters of other scripts."""
    odd = (
        "  two blanks in front, and behind  \n\n- \n"
        + "unbreakable" * 40
        + "\ttab\n"
        + "W" * 300
        + " a\u00a0b \u00ad.\n"
    )
    scripts = "Cymraeg ŵŷ, Polski żółć, Ελληνικά, Русский, e\u0301 → ☒ ½. "
    scripts += "\u05e9\u05dc\u05d5\u05dd, \u0633\u0644\u0627\u0645"
    bedford = "samples/bedford-school-improvement-2018-completed.json"
    return {
        "empty": {},
        "everything": answers_to_everything(),
        "long": answers_to_everything(actions=1, prose="A sentence that goes on and on. " * 60),
        "odd": answers_to_everything(prose=odd + scripts),
        "mixed": answers_to_everything(actions=1, prose=mixed(90)),
        "figures": answers_to_everything(actions=1, prose="2018/19 (£4,500) 50% – " * 30),
        "sample": json.loads((HERE.parents[1] / bedford).read_text(encoding="utf-8")),
    }


def mixed(number):
    """Words of several scripts with brackets, dashes and blanks between them, so that lines break at all of these."""
    words = ("schools", "(age", "11–16)", "Ty.", "Ελληνικά", "[Русский]", "żółć", "\u05e9\u05dc", "12", "½", "e\u0301")
    between = (" ", "  ", " (", ") ", "\u200b", "\u2003", "\u00a0", " – ")
    chance = random.Random(1)
    return "".join(chance.choice(words) + chance.choice(between) for _ in range(number))


def test_documents_are_the_same_to_the_byte_but_for_tables(drawn):
    assert files(drawn(ALL - {"tables"})) == files(drawn(set()))


def test_documents_are_the_same_to_the_byte_whatever_was_drawn_before(drawn):
    assert files(drawn(ALL, "backwards")) == files(drawn(ALL))


def test_tables_drawn_together_look_the_same(drawn, tmp_path):
    rasterise = need("pdftocairo")
    for name in ("sample", "everything"):
        for folder, parts in (("quick", ALL), ("plain", set())):
            (tmp_path / folder).mkdir(exist_ok=True)
            words = [rasterise, "-r", "100", "-gray", "-png", drawn(parts) / f"{name}.pdf", tmp_path / folder / name]
            subprocess.run(words, check=True)
    plain = sorted((tmp_path / "plain").iterdir())
    assert len(plain) > 10
    for picture in plain:
        assert greatest_difference(picture, tmp_path / "quick" / picture.name) < 20


def test_tables_drawn_together_say_the_same(drawn):
    for name in reports():
        assert texts(drawn(ALL) / f"{name}.pdf") == texts(drawn(set()) / f"{name}.pdf")


def test_the_parts_are_made_for_the_versions_that_are_installed():
    assert patching.quicken() is True


def test_other_versions_are_left_as_they_are(monkeypatch):
    monkeypatch.setattr(weasyprint, "VERSION", "71.0")
    patching.quicken.cache_clear()
    try:
        assert patching.quicken() is False
    finally:
        patching.quicken.cache_clear()


def test_a_function_with_room_does_the_same():
    roomy = with_room(divmod_of)
    assert roomy(7, by=2) == divmod_of(7, by=2)
    assert roomy.__doc__ == divmod_of.__doc__
    with pytest.raises(ZeroDivisionError):
        roomy(7, by=0)


def divmod_of(number, *, by):
    """What divmod gives."""
    return divmod(number, by)


def test_a_template_that_reads_otherwise_as_xml_is_read_as_html():
    reader = page.PageReader()
    text = "<html><head><title>T</title></head><body><table><tr><td>x</td></tr></table></body></html>"
    assert reader.read(text).find(".//tbody") is not None
    assert reader.read(text.replace("x", "y")).find(".//tbody") is not None


def test_a_page_that_is_not_well_formed_is_read_as_html():
    reader = page.PageReader()
    good = "<html><head><title>T</title></head><body><p>one</p></body></html>"
    assert ElementTree.tostring(reader.read(good)) == ElementTree.tostring(page._read_xml(good))
    assert reader.read("<!DOCTYPE html><title>T</title><p>one<p>two&nbsp;").findall(".//p")[1].text == "two\u00a0"


def test_entities_of_a_template_are_not_expanded():
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa">]><html><body>&a;</body></html>'
    assert page._read_xml(bomb) is None


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def texts(path):
    with pikepdf.open(path) as pdf:
        contents = [each.Contents.read_bytes() for each in pdf.pages]
    return [re.findall(rb"BT.*?ET", content, re.DOTALL) for content in contents]


def greatest_difference(one, other):
    """The greatest difference of two pictures, of 255, each dot taken with those around it."""
    blurred = (Image.open(path).convert("L").filter(ImageFilter.BoxBlur(1)) for path in (one, other))
    return ImageChops.difference(*blurred).getextrema()[1]
