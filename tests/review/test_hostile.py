"""Uploads are hostile: refused in a sentence, in bounded time and memory; nothing fetched, nothing run."""

import copy
import io
import os
import random
import socket
import subprocess
import time
import tracemalloc
import zipfile

import pytest
from lxml import etree

from eqia.concepts.model import Concepts
from eqia.errors import EqiaError, InputError
from eqia.files import read_bounded
from eqia.review.forms.import_form import import_document, import_text
from eqia.review.returned.read import read_returned
from eqia.reviewing.files import LARGEST_DOCUMENT
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.names import parse, serialise, w

SECONDS = 20
"""A reading that takes longer than this, in processor time, counts as a hang."""


@pytest.fixture(autouse=True)
def nothing_outside(monkeypatch):
    """No socket is opened and no program is started while a file is read."""

    def refuse(*words, **more):
        raise AssertionError("something outside was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr(os, "system", refuse)


@pytest.fixture(scope="module")
def ours(docx, full):
    return docx(full)


def archive(parts, **flags):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts:
            made.writestr(name, part)
    return data.getvalue()


def with_part(data, name, part):
    return archive([*read_parts(data).items(), (name, part)])


def replacing(data, name, change):
    parts = read_parts(data)
    parts[name] = change(parts[name])
    return archive(parts.items())


def bare(part):
    """A part without its XML declaration."""
    return part.rpartition(b"?>")[2]


RELATION = (
    b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="%s" TargetMode="External"/></Relationships>'
)


def linked(kind, target=b"http://169.254.169.254/latest/meta-data"):
    return lambda data: replacing(
        data,
        "word/_rels/document.xml.rels",
        lambda part: part.replace(b"</Relationships>", RELATION % (kind, target)),
    )


NOISE = b"<!--" + random.Random(1).randbytes(60_000).hex().encode() + b"-->"
"""What does not pack, so that the part it is in unpacks to no suspicious size."""

HOSTILE = {
    "nothing": lambda data: b"",
    "only the beginning of a zip": lambda data: b"PK\x03\x04",
    "protected by a password": lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data,
    "rich text": lambda data: b"{\\rtf1 Hello.}",
    "truncated": lambda data: data[: len(data) // 2],
    "the end cut off": lambda data: data[:-30],
    "no document in it": lambda data: archive([("readme.txt", b"hello")]),
    "a bomb": lambda data: with_part(data, "word/media/big.xml", b"\0" * (30 << 20)),
    "a bomb of many parts": lambda data: archive([(f"word/{n}.xml", b"\0" * (1 << 20)) for n in range(120)]),
    "thousands of parts": lambda data: archive([(f"word/{n}.xml", b"<x/>") for n in range(3000)]),
    "a name that climbs": lambda data: with_part(data, "../../etc/passwd", b"x"),
    "an absolute name": lambda data: with_part(data, "/etc/passwd", b"x"),
    "a name on a drive": lambda data: with_part(data, "C:\\autoexec.bat", b"x"),
    "macros": lambda data: linked(b"vbaProject", b"plain.bin")(data),
    "macros by their type": lambda data: replacing(
        data,
        "[Content_Types].xml",
        lambda part: part.replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"),
    ),
    "an entity": lambda data: replacing(
        data, DOCUMENT, lambda part: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + bare(part)
    ),
    "an entity in UTF-16": lambda data: replacing(
        data, DOCUMENT, lambda part: ('<!DOCTYPE x [<!ENTITY e "x">]>' + bare(part).decode()).encode("utf-16")
    ),
    "an encoding of mainframes": lambda data: replacing(
        data, DOCUMENT, lambda part: ('<?xml version="1.0" encoding="cp037"?>' + "<x/>").encode("cp037")
    ),
    "laughs": lambda data: replacing(
        data, DOCUMENT, lambda part: b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + bare(part)
    ),
    "no XML": lambda data: replacing(data, DOCUMENT, lambda part: b"hello"),
    "XML cut off": lambda data: replacing(data, DOCUMENT, lambda part: part[: len(part) // 2]),
    "an empty document": lambda data: replacing(data, DOCUMENT, lambda part: b"<x/>"),
    "millions of tiny pieces": lambda data: replacing(
        data, DOCUMENT, lambda part: part.replace(b"</w:body>", b"<w:p/>" * 1_100_000 + NOISE + b"</w:body>")
    ),
    "nested as deep as it goes": lambda data: replacing(
        data, DOCUMENT, lambda part: b"<a>" * 100_000 + b"</a>" * 100_000
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "read", [read_returned, lambda data: import_document(data, "bedford")], ids=["review", "import"]
)
def test_it_is_refused_in_a_sentence(name, read, ours):
    data = HOSTILE[name](ours)
    start = time.process_time()
    with pytest.raises(InputError) as refused:
        read(data)
    assert time.process_time() - start < SECONDS
    assert str(refused.value)[0].isupper()
    assert str(refused.value).rstrip('"').endswith((".", '"')), str(refused.value)


def test_two_parts_of_one_name_are_refused(ours):
    with pytest.warns(UserWarning, match="Duplicate"):
        data = archive([*read_parts(ours).items(), (DOCUMENT, b"<x/>")])
    with pytest.raises(InputError, match="two parts of one name"):
        read_returned(data)


LEFT_ALONE = ["hyperlink", "attachedTemplate", "image", "oleObject", "frame", "subDocument", "aFChunk", "video", "x"]


@pytest.mark.parametrize("kind", LEFT_ALONE)
@pytest.mark.parametrize("target", [b"http://169.254.169.254/latest/meta-data", b"\\\\evil.example\\share"])
def test_what_lies_outside_the_file_is_left_there(ours, full, kind, target):
    assert read_returned(linked(kind.encode(), target)(ours)).assessment == full


@pytest.mark.parametrize("name", ["word/embeddings/Book1.xlsx", "word/embeddings/oleObject1.bin", "word/afchunk.mht"])
def test_what_is_embedded_is_left_closed(ours, full, name):
    assert read_returned(with_part(ours, name, b"<!DOCTYPE html> no zip, no XML")).assessment == full


def encoded(encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return lambda part: (head + bare(part).decode()).encode(encoding, "xmlcharrefreplace")


@pytest.mark.parametrize("encoding", ["utf-16", "UTF-16LE", "UTF-16BE", "iso-8859-1", "windows-1252"])
def test_a_part_is_read_whatever_its_encoding(ours, full, encoding):
    for name in (DOCUMENT, "word/styles.xml", "customXml/item1.xml", "word/_rels/document.xml.rels"):
        assert read_returned(replacing(ours, name, encoded(encoding))).assessment == full


def strict(part):
    for name in ("wordprocessingml/2006/main", "officeDocument/2006/relationships", "officeDocument/2006/math"):
        part = part.replace(f"schemas.openxmlformats.org/{name}".encode(), _in_strict(name))
    return part


def _in_strict(name):
    return f"purl.oclc.org/ooxml/{name.replace('/2006/', '/')}".encode()


def test_what_is_saved_as_strict_open_xml_is_read(ours, full):
    parts = {
        name: strict(part) if name.endswith((".xml", ".rels")) else part for name, part in read_parts(ours).items()
    }
    assert b"schemas.openxmlformats.org/wordprocessingml/2006/main" not in parts[DOCUMENT]
    returned = read_returned(archive(parts.items()))
    assert (returned.assessment, returned.doubts, returned.loose) == (full, (), ())


def test_half_a_gigabyte_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "big.docx"
    with path.open("wb") as file:
        file.truncate(500 << 20)
    tracemalloc.start()
    with pytest.raises(InputError, match="larger than 60 MB"):
        read_bounded(path, LARGEST_DOCUMENT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.5 * LARGEST_DOCUMENT


def test_a_bomb_takes_little_memory(ours):
    data = with_part(ours, "word/media/big.xml", b"\0" * (30 << 20))
    tracemalloc.start()
    with pytest.raises(InputError):
        read_returned(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20


def test_a_thousand_comments_on_everything_are_read_in_no_time(edit, ours):
    def comment(root, parts):
        first, last = (list(root.iter(w("p")))[place] for place in (0, -1))
        comments = etree.Element(w("comments"), nsmap={"w": w("x")[1:-2]})
        for number in range(2000):
            first.insert(0, etree.Element(w("commentRangeStart"), {w("id"): str(number)}))
            last.append(etree.Element(w("commentRangeEnd"), {w("id"): str(number)}))
            etree.SubElement(comments, w("comment"), {w("id"): str(number), w("author"): "x"})
        parts["word/comments.xml"] = serialise(comments)

    start = time.process_time()
    assert len(read_returned(edit(ours, comment)).remarks) == 2000
    assert time.process_time() - start < SECONDS


def mutated(parts, seed):
    """The parts of a file with some elements and attributes of one part moved, copied, renamed or taken out."""
    dice = random.Random(seed)
    names = [name for name in sorted(parts) if name.endswith((".xml", ".rels"))]
    weights = [20 if name == DOCUMENT else 1 for name in names]
    changed = dict(parts)
    for _ in range(dice.randint(1, 3)):
        name = dice.choices(names, weights)[0]
        root = parse(changed[name])
        for _ in range(dice.randint(1, 12)):
            _mutate(root, dice)
        changed[name] = serialise(root)
    return changed


def _mutate(root, dice):
    nodes = list(root.iter())
    node, other = dice.choice(nodes), dice.choice(nodes)
    above = node.getparent()
    match dice.randrange(7):
        case 0 if above is not None:
            above.remove(node)
        case 1 if above is not None:
            above.insert(dice.randrange(len(above) + 1), copy.deepcopy(node))
        case 2 if above is not None and other is not node and node not in other.iterancestors():
            other.append(node)
        case 3:
            node.tag = other.tag
        case 4 if node.attrib:
            name = dice.choice(list(node.attrib))
            node.attrib[name] = dice.choice(["", "-1", "99999999999999999999", "x", "ä" * 50, "0", "true", "../x"])
        case 5:
            node.text = dice.choice([None, "", "☒", "Age", "Yes", "x" * 5000, "{{ 7*7 }}"])
        case 6 if node.attrib:
            del node.attrib[dice.choice(list(node.attrib))]


def outcome(read, data):
    """What reading gives, or the sentence that refuses it; any other error is a fault."""
    try:
        return read(data)
    except EqiaError as refused:
        return str(refused)


@pytest.mark.parametrize("start", range(0, 300, 25))
def test_a_mutated_document_is_read_or_refused_but_never_ends_in_a_traceback(ours, start):
    parts = read_parts(ours)
    for seed in range(start, start + 25):
        data = write_parts(mutated(parts, seed))
        for read in (read_returned, lambda data: import_document(data, "bedford")):
            begin = time.process_time()
            assert outcome(read, data), seed
            assert time.process_time() - begin < SECONDS, seed


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_flipped_bytes_are_noticed_or_do_no_harm(ours, start):
    for seed in range(start, start + 50):
        dice = random.Random(seed)
        data = bytearray(ours)
        for _ in range(dice.randint(1, 40)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        assert outcome(read_returned, bytes(data)), seed


def test_text_of_any_kind_is_read_or_refused():
    dice = random.Random(1)
    pieces = [
        "Age",
        "Yes",
        "\t",
        "\n",
        "☒",
        "Service area",
        ":",
        "Actions to lessen negative impact",
        "   ",
        "\f",
        "X",
        "...",
    ]
    for _ in range(200):
        text = " ".join(dice.choice(pieces) for _ in range(dice.randint(1, 200)))
        assert outcome(lambda text: import_text(text, "bedford"), text), text


@pytest.mark.parametrize("line", ["Age\tSex\tRace\n", "Evidence, data and information on the groups\n"])
def test_a_text_of_more_lines_than_any_report_is_refused_at_once(line):
    start = time.process_time()
    with pytest.raises(InputError, match="more paragraphs, cells or lines"):
        import_text(line * 100_000, "bedford")
    assert time.process_time() - start < 2


def test_a_form_of_more_paragraphs_than_any_is_refused(edit, ours):
    def add(root, parts):
        for name in [name for name in parts if name.startswith("customXml/")]:
            del parts[name]
        for mark in list(root.iter(w("bookmarkStart"))):
            mark.getparent().remove(mark)
        body = root.find(w("body"))
        for _ in range(25_000):
            body.insert(0, etree.Element(w("p")))

    with pytest.raises(InputError, match="more paragraphs, cells or lines"):
        import_document(edit(ours, add), "bedford")


def test_an_answer_as_long_as_a_book_is_refused_in_a_sentence(docx, edit):
    def write(root, _):
        for text in root.iter(w("t")):
            if text.text == "All was weighed.":
                text.text = "long " * 30_000

    with pytest.raises(InputError, match="longer than 100,000 characters"):
        read_returned(edit(docx(Concepts(summary="All was weighed.")), write))
