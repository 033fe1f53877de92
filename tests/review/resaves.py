"""What other programs make of a Word file that they save: their habits, one by one, as changes of its parts."""

import re

from lxml import etree

from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.editing.redline_text import without_controls
from eqia.wordml.names import PARAGRAPH, W, parse, serialise, w

STYLES = "word/styles.xml"
NUMBERED = ("style", "basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "numStyleLink", "styleLink")
PLAIN = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="normal"/>'
    '</w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Table Normal"/></w:style>'
    "</w:styles>"
)


def saved_by(data, *habits):
    """The file after a program with these habits has saved it."""
    parts = read_parts(data)
    root = parse(parts[DOCUMENT])
    for habit in habits:
        parts = habit(root, parts) or parts
    return write_parts(parts | {DOCUMENT: serialise(root)})


def drops_data(root, parts):
    """Custom XML is dropped, as most programs do."""
    kept = {name: data for name, data in parts.items() if not name.startswith("customXml/")}
    for name in [name for name in kept if name.endswith(".rels")]:
        kept[name] = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", kept[name])
    types = re.sub(rb"<Override [^>]*customXml[^>]*/>", b"", kept["[Content_Types].xml"])
    return kept | {"[Content_Types].xml": types}


def drops_facts(root, parts):
    """Properties are written anew."""
    core = re.sub(rb"<dc:identifier>[^<]*</dc:identifier>", b"", parts["docProps/core.xml"])
    return parts | {"docProps/core.xml": core}


def renames_styles(root, parts):
    """Styles get ids of the program's own; their names stay."""
    sheet = parse(parts[STYLES])
    for tree in (sheet, root):
        for node in tree.iter(*map(w, NUMBERED)):
            key = w("styleId") if node.tag == w("style") else w("val")
            node.set(key, f"a{sum(map(ord, node.get(key, '')))}{len(node.get(key, ''))}")
    return parts | {STYLES: serialise(sheet)}


def flattens_styles(root, parts):
    """Styles are gone: what they made of a paragraph stands beside it, as its indent, its list, its space."""
    sheet = {each.get(w("styleId")): each for each in parse(parts[STYLES]).iter(w("style"))}
    for paragraph in root.iter(PARAGRAPH):
        properties = paragraph.find(w("pPr"))
        style = None if properties is None else properties.find(w("pStyle"))
        chain, id = [], "" if style is None else style.get(w("val"))
        while id in sheet:
            chain.append(sheet[id])
            above = sheet[id].find(w("basedOn"))
            id = "" if above is None else above.get(w("val"))
        for each in chain:
            for node in each.iterfind(f"{w('pPr')}/*"):
                if properties.find(node.tag) is None:
                    properties.append(etree.fromstring(etree.tostring(node)))
        if style is not None:
            properties.remove(style)
    for node in list(root.iter(w("rStyle"), w("tblStyle"))):
        node.getparent().remove(node)
    return parts | {STYLES: PLAIN.encode()}


def drops_controls(root, parts):
    """Controls become the characters that they showed."""
    without_controls(root)


def drops_marks(root, parts):
    """Bookmarks are dropped, or get names of the program's own."""
    for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        mark.getparent().remove(mark)


def splits_runs(root, parts):
    """Every word is a run of its own, with marks of the spelling check between."""
    for text in list(root.iter(w("t"))):
        run = text.getparent()
        pieces = re.findall(r"\S+\s*|\s+", text.text or "")
        if run.tag != w("r") or len(pieces) < 2 or len(run.findall(w("t"))) > 1:
            continue
        text.text = pieces[0]
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for piece in reversed(pieces[1:]):
            copy = etree.fromstring(etree.tostring(run))
            for node in copy.findall(w("t")):
                node.text = piece
            run.addnext(copy)
            run.addnext(etree.Element(w("proofErr"), {w("type"): "spellStart"}))


def drops_heads(root, parts):
    """Tables lose what makes their first row a heading, their captions, and their looks."""
    for node in list(root.iter(w("tblHeader"), w("tblLook"), w("tblCaption"), w("tblDescription"))):
        node.getparent().remove(node)


GOOGLE = (drops_data, drops_facts, flattens_styles, drops_controls, drops_marks, drops_heads)
PAGES = (drops_data, drops_facts, renames_styles, drops_controls, drops_marks)
ONLINE = (splits_runs, renames_styles)
BOOKMARKS_ONLY = (drops_data, drops_facts, flattens_styles, drops_controls)
LABELS_ONLY = (drops_data, drops_facts, drops_controls, drops_marks)
