"""Whatever shows, hides, is drawn or read otherwise, runs, fetches or travels along in a PDF has a name of its own."""

import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from eqia.documents import Format, read_source
from eqia.errors import InputError
from eqia.verify import State, verify

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
LINK = Dictionary(S=Name.URI, URI=String("http://example.org"))
BOX = Array([0, 0, 200, 200])
CASES = Path(__file__).resolve().parents[1] / "cases" / "verify"


def root(key, value):
    return lambda pdf: pdf.Root.__setitem__(key, value)


def page(key, value):
    return lambda pdf: pdf.pages[0].obj.__setitem__(key, value)


def note(**entries):
    def edit(pdf):
        entries.setdefault("Rect", BOX)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, **entries))])

    return edit


def content(before=b"", after=b""):
    def edit(pdf):
        pdf.pages[0].contents_add(pdf.make_stream(before), prepend=True)
        pdf.pages[0].contents_add(pdf.make_stream(after))
        pdf.pages[0].contents_coalesce()

    return edit


def attach(pdf):
    pdf.attachments["a.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ", filename="a.exe")


def first(pdf, kind):
    """The first font of the first page that has a part of this kind."""
    fonts = list(pdf.pages[0].obj.Resources.Font.values())
    inner = [font.DescendantFonts[0] for font in fonts]
    return next(font for font in (*fonts, *inner, *(each.FontDescriptor for each in inner)) if kind in font)


def letters(pdf):
    stream = first(pdf, "/ToUnicode").ToUnicode
    stream.write(stream.read_bytes().replace(b"beginbfchar", b"beginbfchar ", 1) + b"% other")


def glyphs(pdf):
    descriptor = first(pdf, "/FontFile2" if "/FontFile2" in str(pdf.pages[0].obj.Resources.Font) else "/FontFile3")
    key = "/FontFile2" if "/FontFile2" in descriptor else "/FontFile3"
    descriptor[key] = pdf.make_stream(descriptor[key].read_bytes() + b"\0")


def widths(pdf):
    first(pdf, "/W").W = Array([0, Array([1])])


def swapped(pdf):
    fonts = pdf.pages[0].obj.Resources.Font
    names = sorted(fonts.keys())
    fonts[names[0]], fonts[names[-1]] = fonts[names[-1]], fonts[names[0]]
    assert len(names) > 1


def heard(pdf):
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == "/H1":
            element.ActualText = String("Approved")
            return
        kids = element.get("/K", Array())
        waiting += [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]
    raise AssertionError("no heading")


def title(pdf):
    pdf.docinfo["/Keywords"] = "approved"


def metadata(pdf):
    stream = pdf.Root.Metadata
    stream.write(stream.read_bytes().replace(b"</rdf:Description>", b"<a:b xmlns:a='x'>y</a:b></rdf:Description>", 1))


def outline(pdf):
    pdf.Root.Outlines.First.Title = String("Approved")


def outline_runs(pdf):
    pdf.Root.Outlines.First.A = SCRIPT


def no_tags(pdf):
    del pdf.Root.StructTreeRoot


def page_gone(pdf):
    del pdf.pages[-1]


def page_twice(pdf):
    pdf.pages.append(pdf.pages[0])


def pages_turned(pdf):
    order = list(pdf.pages)
    pdf.pages[0], pdf.pages[-1] = order[-1], order[0]
    assert len(order) > 1


def named_scripts(pdf):
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("x"), SCRIPT]))


def layers(pdf):
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))


RUNS = [
    *(root("/OpenAction", SCRIPT), root("/AA", Dictionary(WC=SCRIPT)), page("/AA", Dictionary(O=SCRIPT))),
    *(root("/AcroForm", Dictionary(Fields=Array())), named_scripts, outline_runs),
    note(Subtype=Name.Widget),
    note(Subtype=Name.RichMedia),
    note(Subtype=Name.Movie),
    root("/OpenAction", Dictionary(S=Name.Launch, F=String("a.exe"))),
]
FETCHES = [root("/URI", Dictionary(Base=String("http://example.org"))), note(Subtype=Name.Link, A=LINK)]
CARRIES = [
    *(attach, root("/Collection", Dictionary()), root("/Perms", Dictionary()), root("/Anything", String("x"))),
    *(page("/PieceInfo", Dictionary()), note(Subtype=Name.FileAttachment), root("/Extensions", Dictionary())),
    page("/Anything", Dictionary(Text=String("x"))),
]
NOTES = [note(Subtype=Name(f"/{kind}")) for kind in ("Text", "FreeText", "Highlight", "Ink", "Stamp", "Square")]
REDRAWN = [
    *(page("/CropBox", BOX), page("/MediaBox", BOX), page("/Rotate", 90), page("/UserUnit", 10), page("/TrimBox", BOX)),
    *(root("/PageMode", Name.FullScreen), root("/ViewerPreferences", Dictionary(HideMenubar=True)), layers),
    *(page_gone, page_twice, pages_turned, letters, glyphs, widths, swapped),
    *(content(after=b"/Artifact BMC 1 g 0 0 900 900 re f EMC"), content(before=b"3 Tr"), content(before=b"1 g")),
    *(content(before=b"0 0 1 1 re W n"), content(before=b"0.1 0 0 0.1 0 0 cm"), content(before=b" ")),
    page("/Group", Dictionary(S=Name.Transparency)),
]
HEARD = [heard, no_tags, root("/Lang", String("xx")), root("/MarkInfo", Dictionary(Marked=False))]
FACTS = [title, metadata, root("/PageLabels", Dictionary(Nums=Array([0, Dictionary(P=String("x"))])))]
FORGERIES = {
    State.RUNS: RUNS,
    State.FETCHES: FETCHES,
    State.CARRIES: CARRIES,
    State.NOTES: NOTES,
    State.REDRAWN: REDRAWN,
    State.HEARD: HEARD,
    State.FACTS: FACTS,
    State.OTHER_WORDS: [outline],
}


@pytest.mark.parametrize(("state", "edit"), [(state, edit) for state, edits in FORGERIES.items() for edit in edits])
def test_every_forgery_has_its_state(pdf, state, edit):
    found = pdf(edit)
    assert not found.same
    assert state in {each.state for each in found.differences}
    assert all(each.what for each in found.differences)


def test_marks_that_somebody_put_on_a_page_are_told_with_their_words(pdf):
    found = pdf(note(Subtype=Name.Text, T=String("A reader"), Contents=String("Is this so?")))
    assert (found.state, found.differing()) == (State.NOTES, ["page 1: Text by A reader: Is this so?"])


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"PK\3\4" + data,
        lambda data: data + b"\nPK\5\6 more",
        lambda data: data.replace(b"startxref", b"% words that nobody sees\nstartxref"),
        lambda data: data.replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + b"x" * 40 + b"\n", 1),
        lambda data: data + b"\n9999 0 obj\n<</Type /Page>>\nendobj\n",
    ],
)
def test_bytes_that_belong_to_no_part_are_found(made, judged, change):
    assert judged(change(made[Format.PDF].read_bytes()), Format.PDF).state is State.CARRIES


def test_objects_that_nothing_leads_to_are_found(made, judged):
    """An object that is listed, and hangs nowhere: written by hand, for programs that save drop it."""
    saved = io.BytesIO()
    with pikepdf.open(made[Format.PDF]) as pdf:
        pdf.trailer.Hidden = pdf.make_indirect(Dictionary(Text=String("x")))
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = saved.getvalue()
    assert b"/Hidden" in data
    assert judged(data, Format.PDF).state is State.CARRIES
    start = data.index(b"/Hidden")
    end = data.index(b"R", start) + 1
    assert judged(data[:start] + b" " * (end - start) + data[end:], Format.PDF).state is State.CARRIES


def test_an_earlier_version_that_is_still_inside_is_found(made, judged):
    """A program that saves by adding: the file that was there stays in it, under its own end."""
    saved = io.BytesIO()
    with pikepdf.open(made[Format.PDF]) as pdf:
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = saved.getvalue()
    before = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number, size = pdf.docinfo.objgen[0], len(pdf.objects)
        root = pdf.Root.objgen[0]
    added = b"%d 0 obj\n<</Producer (x)>>\nendobj\n" % number
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d>>\n"
    table += b"startxref\n%d\n%%%%EOF\n"
    place = len(data)
    data += added + table % (number, place, size + 1, root, number, before, place + len(added))
    found = judged(data, Format.PDF)
    assert State.CARRIES in {each.state for each in found.differences}
    assert "an earlier version of itself" in found.differing()


def test_encryption_is_told(pdf):
    found = pdf(encryption=pikepdf.Encryption(owner="x", user="", allow=pikepdf.Permissions(accessibility=False)))
    assert found.state is State.CARRIES


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"linearize": True},
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "recompress_flate": True},
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
        {"min_version": "2.0"},
        {"fix_metadata_version": False},
    ],
)
def test_a_pdf_that_a_program_saved_again_is_the_same(pdf, how):
    found = pdf(**how)
    assert (found.state, found.differing()) == (State.SAVED_AGAIN, [])


def test_what_a_program_says_of_saving_may_differ(pdf):
    def sign(opened):
        opened.docinfo["/ModDate"] = "D:20260601000000Z"
        with opened.open_metadata(set_pikepdf_as_editor=True) as said:
            said["xmp:ModifyDate"] = "2026-06-01"

    assert pdf(sign).state is State.SAVED_AGAIN


def test_made_by_another_version_is_called_that(pdf):
    def stamp(opened):
        opened.docinfo["/Creator"] = "eqia 0.0.1, template bedford 0.0.1"

    assert pdf(stamp).state is State.OTHER_VERSION


def test_an_attachment_that_unpacks_to_too_much_is_refused(made, tmp_path):
    path = tmp_path / "bomb.pdf"
    packer = zlib.compressobj(9)
    zeros = bytes(1 << 20)
    data = b"".join(packer.compress(zeros) for _ in range(600)) + packer.flush()
    with pikepdf.open(made[Format.PDF]) as pdf:
        files = pdf.attachments["assessment.json"].obj.EF
        for name in list(files.keys()):
            stream = pdf.make_stream(b"")
            stream.write(data, filter=Name.FlateDecode)
            files[name] = stream
        pdf.save(path, compress_streams=False)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(InputError, match="far too large"):
        verify(path)
    with pytest.raises(InputError, match="far too large"):
        read_source(path.read_bytes(), Format.PDF)


def test_a_page_that_unpacks_to_too_much_is_not_the_same(pdf):
    def bomb(opened):
        stream = opened.make_stream(b"")
        stream.write(zlib.compress(b"q Q " * (40 << 20), 9), filter=Name.FlateDecode)
        opened.pages[0].obj.Contents = stream

    with pytest.raises(InputError, match="cannot be read back"):
        pdf(bomb, compress_streams=False)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("forge-attach_exe", State.CARRIES),
        ("forge-cropbox", State.REDRAWN),
        ("forge-openaction_js", State.RUNS),
        ("import-forged-attachment", State.CHANGED),
    ],
)
def test_forged_files_are_known_whatever_made_them(name, state):
    found = verify(CASES / f"{name}.pdf")
    assert state in {each.state for each in found.differences}
