"""Word files in and out: the same bytes each time, and nothing harmful let in."""

import contextlib
import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.errors import InputError
from eqia.wordml.archive.package import deflate, pack, read_parts, write_parts

PARTS = {"word/document.xml": b"<w/>", "word/a.xml": b"<a/>", "_rels/.rels": b"<r/>", "[Content_Types].xml": b"<t/>"}


def zipped(parts, **settings):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **settings) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return file.getvalue()


def with_part(name, data=b"<x/>"):
    return zipped([*PARTS.items(), (name, data)])


def test_a_file_opens_with_the_zip_library_and_its_checksums_hold():
    with zipfile.ZipFile(io.BytesIO(write_parts(PARTS))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == PARTS


def test_parts_stand_in_the_order_that_word_writes():
    with zipfile.ZipFile(io.BytesIO(write_parts(PARTS))) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/a.xml"]


def test_the_same_parts_in_another_order_give_the_same_bytes():
    assert write_parts(dict(reversed(PARTS.items()))) == write_parts(PARTS)


def test_a_part_deflated_once_can_be_packed_again_and_again():
    member = deflate("word/document.xml", b"<w/>" * 1000)
    assert pack([member]) == pack([member])


@given(st.dictionaries(st.text("abc/._", min_size=1).map(lambda name: f"word/{name}.bin"), st.binary(), max_size=5))
def test_whatever_goes_in_comes_out(parts):
    parts = {**parts, "word/document.xml": b"<w/>"}
    names = {name.casefold() for name in parts}
    if len(names) == len(parts) and not any(".." in name.split("/") for name in parts):
        assert read_parts(write_parts(parts)) == parts


@pytest.mark.parametrize(
    "data",
    [b"", b"not a zip", b"PK\x03\x04", write_parts(PARTS)[:-30], write_parts(PARTS)[:100], zipped([("a.txt", b"x")])],
    ids=["empty", "text", "start of a zip", "cut short", "cut early", "another zip"],
)
def test_what_is_no_word_file_is_refused_in_a_sentence(data):
    with pytest.raises(InputError, match=r"not a Word file"):
        read_parts(data)


def test_a_byte_changed_in_a_part_is_noticed():
    data = bytearray(zipped([*PARTS.items(), ("word/b.bin", bytes(range(256)) * 40)], compresslevel=0))
    data[data.index(bytes(range(256))) + 7] ^= 1
    with pytest.raises(InputError, match="damaged"):
        read_parts(bytes(data))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "\\x", "word/../../x", "C:/x.xml", "word\\..\\x"])
def test_names_that_lead_out_of_the_file_are_refused(name):
    with pytest.raises(InputError, match="leads out"):
        read_parts(with_part(name))


@pytest.mark.parametrize(
    "name", ["word/vbaProject.bin", "word/activeX/activeX1.bin", "word/embeddings/oleObject1.bin", "word/afchunk.mht"]
)
def test_macros_and_embedded_files_are_refused(name):
    with pytest.raises(InputError, match="macros or embedded files"):
        read_parts(with_part(name))


def test_a_macro_file_under_another_name_is_refused():
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    with pytest.raises(InputError, match="macros"):
        read_parts(zipped([("[Content_Types].xml", types), ("word/document.xml", b"<w/>")]))


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w>&x;</w>',
        b'<?xml version="1.0"?>\n<!doctype w><w/>',
        "<w>\u00e9</w>".encode("utf-16"),
    ],
    ids=["entity", "doctype", "UTF-16"],
)
def test_declarations_and_odd_encodings_are_refused(data):
    with pytest.raises(InputError, match="declares"):
        read_parts(with_part("word/x.xml", data))


def test_a_bomb_is_refused_without_unpacking_it():
    with pytest.raises(InputError, match="too large"):
        read_parts(with_part("word/media/x.bin", bytes(100 << 20)))


def test_a_part_that_lies_about_its_size_is_refused():
    data = bytearray(with_part("word/x.bin", bytes(5 << 20)))
    for place in (data.rindex(b"word/x.bin") - 22, data.index(b"word/x.bin") - 8):
        data[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(InputError):
        read_parts(bytes(data))


def test_too_many_parts_are_refused():
    with pytest.raises(InputError, match="too many parts"):
        read_parts(zipped([*PARTS.items(), *((f"word/{number}.xml", b"<x/>") for number in range(2001))]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused():
    with pytest.raises(InputError, match="two parts of one name"):
        read_parts(with_part("WORD/document.xml"))


def test_a_file_with_a_password_is_refused():
    data = bytearray(with_part("word/x.xml"))
    data[data.rindex(b"word/x.xml") - 46 + 8] |= 1
    with pytest.raises(InputError, match="password"):
        read_parts(bytes(data))


@given(st.binary(max_size=200), st.integers(0, 10_000))
def test_no_damage_gives_a_traceback(noise, place):
    data = bytearray(write_parts({**PARTS, "word/b.xml": zlib.compress(b"<b/>")}))
    data[place % len(data) : place % len(data) + len(noise)] = noise
    with contextlib.suppress(InputError):
        read_parts(bytes(data))
