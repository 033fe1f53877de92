"""What an editor does to a Word file, and what was doubted of it, for the tests of reading one back."""

from lxml import etree

from eqia.wordml.names import PARAGRAPH, ROW, enclosing, w, w14
from eqia.wordml.text.prose import text_of


def paragraph_with(root, text):
    return next(p for p in root.iter(PARAGRAPH) if text in text_of(p))


def row_with(root, text):
    return enclosing(paragraph_with(root, text), ROW)


def run(text, tag="t"):
    made = etree.Element(w("r"))
    etree.SubElement(made, w(tag)).text = text
    return made


def mark(name, number=1, author="Equality officer", when="2026-05-04T10:00:00Z"):
    return etree.Element(w(name), {w("id"): str(number), w("author"): author, w("date"): when})


def tick_of(root, title):
    return next(a for a in root.iter(w("alias")) if a.get(w("val")) == title).getparent().find(f".//{w14('checked')}")


def whys(returned):
    return {(doubt.path, doubt.why) for doubt in returned.doubts}
