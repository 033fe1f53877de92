"""Ways in which files go wrong: in the hands of programs, of people, and on the way. All by given random numbers."""

import copy
import io
import json
import random
import zipfile
from collections.abc import Callable

import pikepdf
from lxml import etree

from eqia.wordml.archive.package import write_parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARK = "zqxword"
"""How the words begin that are put into files: no form has them."""

LONG = "A" * 5000
ODD = [
    "",
    " ",
    "\u202e",
    "\x85",
    LONG,
    "a\u0301\u0301",
    "😀",
    "\u2028",
    "-1",
    "null",
    "31 February 2026",
    "{{ x }}",
]


def damage(data: bytes, rng: random.Random) -> bytes:
    """Bytes lost, doubled or changed anywhere, as on a bad disk or line."""
    at, length = rng.randrange(len(data)), rng.choice([1, 3, 50, 2000])
    piece = rng.choice(
        [b"", bytes(rng.randrange(256) for _ in range(length)), data[at : at + length] * 2, b"\0" * length]
    )
    return data[:at] + piece + data[at + rng.choice([0, length]) :]


def change_json(data: bytes, rng: random.Random) -> bytes:
    """An assessment's file with some values or names changed, added, taken out or nested."""
    root = json.loads(data)
    for _ in range(rng.randint(1, 4)):
        owners = [each for each in _nested(root) if isinstance(each, dict | list) and each]
        owner = rng.choice(owners)
        key = rng.choice(list(owner) if isinstance(owner, dict) else range(len(owner)))
        change = rng.randrange(6)
        if change == 0:
            del owner[key]
        elif change == 1:
            owner[key] = rng.choice([None, True, 0, 1e308, -1, [], {}, [[]], *ODD])
        elif change == 2 and isinstance(owner[key], str):
            owner[key] += f" {MARK}{rng.randrange(10**6)} {rng.choice(ODD)}"
        elif change == 3:
            owner[key] = copy.deepcopy(rng.choice(list(_nested(root))))
        elif isinstance(owner, dict):
            owner[rng.choice([f"{key}s", *ODD[:3], "interview", "printing", "format", "council"])] = copy.deepcopy(
                owner[key]
            )
        else:
            owner.append(copy.deepcopy(owner[key]))
    return json.dumps(root).encode()


def _nested(value: object):
    yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nested(each)


def change_word(data: bytes, rng: random.Random) -> bytes:
    """A Word file with elements of its parts taken out, moved, doubled, wrapped or given other attributes, and words
    added, in the text or anywhere.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(rng.randint(1, 5)):
        name = "word/document.xml" if rng.random() < 0.8 else rng.choice(sorted(parts))
        if rng.random() < 0.03 and name != "word/document.xml":
            del parts[name]
            continue
        root = etree.fromstring(parts[name])
        nodes = [node for node in root.iter() if isinstance(node.tag, str) and node.getparent() is not None]
        if nodes:
            rng.choice(WORD_CHANGES)(nodes, rng)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_parts(parts)


WRAPPERS = ["ins", "del", "sdt", "sdtContent", "hyperlink", "smartTag", "p", "tc", "r"]


def _add_word(nodes, rng):
    texts = [node for node in nodes if node.tag == f"{W}t"]
    if texts:
        node = rng.choice(texts)
        node.text = f"{node.text or ''} {MARK}{rng.randrange(10**6)}"


def _add_paragraph(nodes, rng):
    paragraphs = [node for node in nodes if node.tag == f"{W}p"]
    if paragraphs:
        new = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(new, f"{W}r"), f"{W}t").text = f"{MARK}{rng.randrange(10**6)}"
        rng.choice(paragraphs).addnext(new)


def _take_out(nodes, rng):
    node = rng.choice(nodes)
    node.getparent().remove(node)


def _double(nodes, rng):
    node = rng.choice(nodes)
    node.addnext(copy.deepcopy(node))


def _move(nodes, rng):
    node, place = rng.choice(nodes), rng.choice(nodes)
    if node is not place and node not in place.iterancestors():
        place.addnext(node)


def _wrap(nodes, rng):
    node = rng.choice(nodes)
    wrapper = etree.Element(
        W + rng.choice(["ins", "del", "sdt", "sdtContent", "hyperlink", "smartTag", "p", "tc", "r"])
    )
    wrapper.set(f"{W}author", "Officer")
    wrapper.set(f"{W}id", str(rng.randrange(10**4)))
    node.getparent().replace(node, wrapper)
    wrapper.append(node)


def _attribute(nodes, rng):
    node = rng.choice(nodes)
    name = rng.choice([*node.attrib, f"{W}val", f"{W}id"])
    node.set(name, rng.choice(["", "0", "-1", "true", "99999999999", "x", "2026-13-45T99:00:00Z"]))


def _rename(nodes, rng):
    rng.choice(nodes).tag = rng.choice(nodes).tag


WORD_CHANGES = [
    _add_word,
    _add_word,
    _add_paragraph,
    _add_paragraph,
    _take_out,
    _double,
    _move,
    _wrap,
    _attribute,
    _rename,
]


def change_pdf(data: bytes, rng: random.Random) -> bytes:
    """A PDF with entries of its objects taken out or changed, streams swapped, words drawn on a page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        objects = [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary | pikepdf.Stream) and len(each.keys())
        ]
        for _ in range(rng.randint(1, 4)):
            owner = rng.choice(objects)
            key = rng.choice(list(owner.keys()))
            change = rng.randrange(4)
            if change == 0:
                del owner[key]
            elif change == 1:
                other = rng.choice(objects)
                owner[key] = other[rng.choice(list(other.keys()))] if len(other.keys()) else 0
            elif change == 2:
                owner[key] = rng.choice(
                    [0, -1, pikepdf.Name.X, pikepdf.String("x"), pikepdf.Array(), pikepdf.Dictionary()]
                )
            else:
                page = rng.choice(list(pdf.pages))
                page.contents_add(f"BT /F0 12 Tf 50 50 Td ({MARK}) Tj ET 0 0 {rng.randrange(300)} 80 re f".encode())
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True)
        return written.getvalue()


def change_page(data: bytes, rng: random.Random) -> bytes:
    """A web page with words or elements put in, taken out or repeated."""
    text = data.decode()
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(text))
        element = f"<p>{MARK}{rng.randrange(10**6)}</p>"
        more = rng.choice([element, "<", "</div>", "<table>", "<!--", "&#0;", "<svg><p>", "\0", LONG])
        text = text[:at] + more + text[at + rng.choice([0, 0, 5, 400]) :]
    return text.encode("utf-8", "replace")


CHANGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "json": change_json,
    "word": change_word,
    "pdf": change_pdf,
    "html": change_page,
}
