"""The source inside a document, and the document's own facts."""

import json

from hypothesis import given
from hypothesis import strategies as st

from eqia.wordml.archive.package import read_parts
from eqia.wordml.archive.store import read_source, reserve, write_core_properties, write_source
from eqia.wordml.names import parse


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=4))
def test_any_json_is_kept_in_ascii_and_says_the_same(data):
    part = write_source(json.dumps(data, ensure_ascii=False, indent=2))
    assert part.isascii()
    source = read_source({"customXml/item3.xml": part})
    assert source is not None
    assert source.whole
    assert json.loads(source.json) == data


def test_a_changed_source_is_known_by_its_checksum():
    source = read_source({"customXml/item1.xml": write_source('{"summary": "kept"}').replace(b"kept", b"lost")})
    assert source is not None
    assert not source.whole


def test_other_custom_parts_are_no_source():
    assert read_source({"customXml/item1.xml": b"<other/>", "word/document.xml": write_source("{}")}) is None


def test_room_for_the_source_is_made_beside_what_a_template_holds(file):
    parts = read_parts(file(**{"customXml/item1.xml": b"<theirs/>"}))
    assert reserve(parts) == "customXml/item2.xml"
    assert b"../customXml/item2.xml" in parts["word/_rels/document.xml.rels"]
    assert b"/customXml/itemProps2.xml" in parts["[Content_Types].xml"]


def test_the_source_of_a_printed_document_does_not_stay_in_a_template_made_from_it(file):
    parts = read_parts(file(**{"customXml/item1.xml": write_source('{"summary": "private"}')}))
    assert reserve(parts) == "customXml/item1.xml"
    assert "customXml/item1.xml" not in parts


def test_facts_of_a_file_are_escaped_once():
    part = write_core_properties("R&D <b>", "en-GB", "Council", "2018-11-14T00:00:00Z", "0f3a", "eqia & template")
    facts = [node.text for node in parse(part)]
    assert (facts[:2], facts[-2:]) == (["R&D <b>", "Council"], ["0f3a", "eqia & template"])
