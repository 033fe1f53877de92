"""Which part is the text, the styles, the comments: relationships say, whatever the parts are called."""

import re

import pytest

from eqia.wordml.archive.package import read_parts, write_parts
from eqia.wordml.archive.relations import list_of

TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'


def relations(*entries):
    each = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(entries)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(each)}'
        "</Relationships>"
    ).encode()


def made(*related, office=TRANSITIONAL, main="word/document2.xml", target="", **parts):
    files = {name.replace("__", "/"): data for name, data in parts.items()}
    return write_parts(
        {
            "[Content_Types].xml": TYPES.format(f'<Override PartName="/{main}" ContentType="a/b"/>').encode(),
            "_rels/.rels": relations((f"{office}/officeDocument", target or main)),
            main: b"<text/>",
            list_of(main): relations(*related),
            **files,
        }
    )


@pytest.mark.parametrize("office", [TRANSITIONAL, STRICT])
@pytest.mark.parametrize("target", ["word/document2.xml", "/word/document2.xml", "./word/../word/document2.xml"])
def test_the_text_is_the_part_that_the_file_leads_to(office, target):
    parts = read_parts(made(office=office, target=target))
    assert parts["word/document.xml"] == b"<text/>"
    assert "word/document2.xml" not in parts
    assert b"/word/document.xml" in parts["[Content_Types].xml"]
    assert b"/word/document.xml" in parts["_rels/.rels"]


@pytest.mark.parametrize("kind", ["styles", "numbering", "comments", "footnotes", "endnotes", "settings"])
@pytest.mark.parametrize("office", [TRANSITIONAL, STRICT])
@pytest.mark.parametrize("target", ["../odd/p9.xml", "/odd/p9.xml", "/ODD/p9.xml", "/odd/p%39.xml"])
def test_a_part_is_what_its_relationship_says(kind, office, target):
    parts = read_parts(made((f"{office}/{kind}", target), **{"odd/p9.xml": b"<part/>", f"word/{kind}.xml": b"<bait/>"}))
    assert parts[f"word/{kind}.xml"] == b"<part/>"
    assert [name for name, data in parts.items() if data == b"<bait/>"] == [f"unrelated/word/{kind}.xml"]


@pytest.mark.parametrize("kind", ["commentsExtended", "people"])
def test_parts_of_later_versions_of_word_are_found_too(kind):
    parts = read_parts(made((f"{MICROSOFT}/{kind}", "x.xml"), **{"word/x.xml": b"<part/>"}))
    assert parts[f"word/{kind}.xml"] == b"<part/>"


def test_heads_and_feet_are_found_whatever_their_names_and_none_takes_the_place_of_another():
    heads = {"word/header1.xml": b"<a/>", "word/top.xml": b"<b/>", "word/h.xml": b"<c/>"}
    related = [(f"{TRANSITIONAL}/header", name.removeprefix("word/")) for name in reversed(heads)]
    parts = read_parts(made(*related, **heads))
    found = {name: data for name, data in parts.items() if re.fullmatch(r"word/header\d+\.xml", name)}
    assert sorted(found.values()) == sorted(heads.values())
    assert found["word/header1.xml"] == b"<a/>"


def test_data_inside_the_file_are_those_that_the_text_leads_to():
    ours, bait = b'<source xmlns="urn:eqia:source:1"/>', b'<source xmlns="urn:eqia:source:1">bait</source>'
    related = (f"{TRANSITIONAL}/customXml", "../data/d.xml")
    parts = read_parts(made(related, **{"data/d.xml": ours, "customXml/item0.xml": bait}))
    assert {name: data for name, data in parts.items() if name.startswith("customXml/item")} == {
        "customXml/item1.xml": ours
    }


def test_lists_of_relationships_go_with_their_parts_and_say_where_the_others_are():
    related = [(f"{TRANSITIONAL}/comments", "c.xml"), (f"{TRANSITIONAL}/image", "media/p.png")]
    lists = relations((f"{TRANSITIONAL}/image", "media/p.png"))
    parts = read_parts(
        made(*related, **{"word/c.xml": b"<c/>", "word/_rels/c.xml.rels": lists, "word/media/p.png": b"png"})
    )
    assert b'Target="/word/comments.xml"' in parts["word/_rels/document.xml.rels"]
    assert b'Target="/word/media/p.png"' in parts["word/_rels/comments.xml.rels"]


def test_a_file_whose_parts_have_their_usual_names_is_left_as_it_is():
    data = made((f"{TRANSITIONAL}/styles", "styles.xml"), main="word/document.xml", **{"word/styles.xml": b"<s/>"})
    assert write_parts(read_parts(data)) == data
