"""Word files in and out: the same bytes each time, and nothing harmful let in."""

import contextlib
import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.errors import InputError
from eqia.wordml.archive.package import deflate, pack, read_parts, unpack, write_parts

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


TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_relation(kind, target, mode="", prefix="", owner="document"):
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    declared = f'xmlns:{prefix[:-1]}="{namespace}"' if prefix else f'xmlns="{namespace}"'
    mode = f' TargetMode="{mode}"' if mode else ""
    data = (
        f"<{prefix}Relationships {declared}><!-- > --><{prefix}Relationship\n Id='r1' Type='{TYPE}/{kind}'{mode} "
        f"Target='{target}'/></{prefix}Relationships>"
    )
    return with_part(f"word/_rels/{owner}.xml.rels", data.encode())


@pytest.mark.parametrize("kind", ["vbaProject", "wordVbaData"])
@pytest.mark.parametrize("prefix", ["", "r:"])
def test_macros_are_refused_by_their_relationship_with_what_to_do(kind, prefix):
    with pytest.raises(InputError, match=r"holds macros.*Save As.*Word Document"):
        read_parts(with_relation(kind, "plain.bin", prefix=prefix))


@pytest.mark.parametrize("kind", ["control", "oleObject", "package", "aFChunk"])
def test_what_is_embedded_is_kept_as_it_is(kind):
    data = with_relation(kind, "a.html")
    assert b"a.html" in read_parts(data)["word/_rels/document.xml.rels"]


def test_what_is_only_named_like_an_embedded_file_is_read():
    assert "word/embeddings/notes.txt" in read_parts(with_part("word/embeddings/notes.txt"))


@pytest.mark.parametrize("kind", ["image", "oleObject", "subDocument", "frame", "video"])
@pytest.mark.parametrize("owner", ["document", "settings", "header1"])
def test_what_word_would_fetch_refuses_no_file(kind, owner):
    assert read_parts(with_relation(kind, "https://example.org/a.png", "External", owner=owner))


@pytest.mark.parametrize("kind", ["hyperlink", "attachedTemplate"])
def test_links_to_click_on_are_read(kind):
    assert read_parts(with_relation(kind, "https://example.org/a>b?External=", "External"))


def test_whoever_only_looks_gets_all_parts():
    assert "word/_rels/document.xml.rels" in unpack(with_relation("oleObject", "embed/o.bin"))


def test_a_macro_file_under_another_name_is_refused():
    types = b"""<Types><Override PartName="/word/document.xml"
        ContentType="application/vnd.ms-word.document.macro&#69;nabled.main+xml"/></Types>"""
    with pytest.raises(InputError, match="macros"):
        read_parts(zipped([("[Content_Types].xml", types), ("word/document.xml", b"<w/>")]))


DECLARING = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w>&x;</w>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_declarations_are_refused_in_every_encoding(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?>{DECLARING}'.encode(encoding)
    with pytest.raises(InputError, match="declares"):
        read_parts(with_part("word/x.xml", data))


def test_xml_is_looked_at_whatever_its_name():
    types = b'<Types><Default Extension="bin" ContentType="application/vnd.some+xml"/></Types>'
    parts = {**PARTS, "[Content_Types].xml": types, "word/x.bin": DECLARING.encode()}
    with pytest.raises(InputError, match="declares"):
        read_parts(zipped(parts.items()))


@pytest.mark.parametrize("encoding", ["utf-16", "UTF-16LE", "UTF-16BE", "iso-8859-1"])
def test_every_part_is_handed_on_in_utf_8(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?><w>\u00e9</w>'.encode(encoding)
    assert "<w>\u00e9</w>" in read_parts(with_part("word/x.xml", data))["word/x.xml"].decode()


@pytest.mark.parametrize("encoding", ["x-none", "utf-7", "shift-jis", "utf-32", "base64"])
def test_other_encodings_are_called_what_they_are(encoding):
    with pytest.raises(InputError, match="an encoding that Word does not write"):
        read_parts(with_part("word/x.xml", f'<?xml version="1.0" encoding="{encoding}"?><w/>'.encode()))


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
