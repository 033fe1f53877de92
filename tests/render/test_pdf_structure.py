"""What no validator judges in a tagged PDF: that its tags say what its pages show. On small reports and on extremes."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import page
import pikepdf
import pytest

from eqia.concepts.model import Concepts
from eqia.render import pdf_tags
from eqia.render.html import render_page
from eqia.render.pdf import PdfEngine, render_pdf
from eqia.view.build import build_view

CHILDREN = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L"},
    "LI": {"Lbl", "LBody"},
}
PARENTS = {"TR": {"Table", "THead", "TBody"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}}
REPORTS = [
    "lists and tables",
    "empty",
    "full",
    "500 actions",
    "a cell of ten pages",
    "60 pages",
    "not required",
    "samples",
]


class Tagged:
    """A PDF file and the elements of its structure tree, in reading order."""

    def __init__(self, data: bytes, expected_tables: int) -> None:
        self.data = data
        self.expected_tables = expected_tables
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.root = self.pdf.Root.StructTreeRoot

    @cached_property
    def elements(self) -> list:
        return list(self.inside(self.root.K[0]))

    def inside(self, element) -> Iterator:
        yield element
        for kid in elements_in(element):
            yield from self.inside(kid)

    @cached_property
    def ids(self) -> list[bytes]:
        return [bytes(element.ID) for element in self.elements if "/ID" in element]

    @cached_property
    def owners(self) -> dict:
        """The element that each piece of marked content belongs to, by page and MCID, as the tree says."""
        found = {}
        for element in self.elements:
            for kid in kids_of(element):
                if not isinstance(kid, pikepdf.Dictionary):
                    found[element.Pg.objgen, int(kid)] = element
                elif kid.get("/Type") == "/MCR":
                    found[kid.Pg.objgen, int(kid.MCID)] = element
        return found

    def tables(self) -> list:
        return [element for element in self.elements if element.S == "/Table"]

    def rows(self, table) -> list[list]:
        parts = [row for part in elements_in(table) for row in elements_in(part)]
        return [elements_in(row) for row in parts if row.S == "/TR"]

    def has_head(self, table) -> bool:
        """Whether a table has a head: those of the form do, one that was typed may have none."""
        return elements_in(table)[0].S == "/THead" or not any(self.inside_of_answer(table))

    def inside_of_answer(self, element) -> Iterator[bool]:
        while "/S" in element and element.S != "/Document":
            if "/ID" in element and element.S in ("/TD", "/Div"):
                yield True
            element = element.P

    def operators(self) -> Iterator:
        """Of each page: its content's operators, each with the marks it stands in."""
        for sheet in self.pdf.pages:
            marks: list = []
            for operands, operator in pikepdf.parse_content_stream(sheet):
                if str(operator) in ("BDC", "BMC"):
                    properties = operands[1] if len(operands) > 1 else {}
                    marks.append((str(operands[0]), int(properties["/MCID"]) if "/MCID" in properties else None))
                yield sheet.obj, str(operator), operands, list(marks)
                if str(operator) == "EMC":
                    marks.pop()


def kids_of(element) -> list:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def elements_in(element) -> list:
    return [kid for kid in kids_of(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


@pytest.fixture(scope="module")
def reports(view_of, full, look, bedford, samples) -> dict[str, list[Tagged]]:
    def render(*views) -> list[Tagged]:
        return [
            Tagged(render_pdf(view, look.template, look.style), render_page(view, look.template).count("<table"))
            for view in views
        ]

    action = full["actions"]["other"][0]
    sentence = action["outcome"]
    impacts = {**full["impacts"], "race": {**full["impacts"]["race"], "explanation": "\n".join([sentence] * 250)}}
    stored = [Concepts.model_validate_json(Path(sample).read_text(encoding="utf-8")) for sample in samples]
    items = "\n".join(f"{number}. {sentence}\n  - in it\n    (a) in that" for number in range(1, 60))
    typed = "\n".join(["Ward\tVisits\tNote", *(f"Ward {number}\t{number}\t{sentence}" for number in range(60))])
    arabic = "1. مرحبا بالعالم.\n  - مرحبا (one)\n2. مرحبا\n\nא\tב\t1\nג\tד\t2"
    structured = {"scope": {"who_is_affected": f"{items}\n\n{typed}"}, "evidence": {"gaps": arabic}, "summary": typed}
    return {
        "lists and tables": render(view_of({**full, **structured})),
        "empty": render(view_of()),
        "full": render(view_of(full), view_of(full, draft=False)),
        "500 actions": render(view_of({**full, "actions": {"lessen_negative": [action] * 500}})),
        "a cell of ten pages": render(view_of({**full, "impacts": impacts})),
        "60 pages": render(
            view_of({**full, "summary": "\n".join([sentence] * 800), "evidence": {"gaps": "\n".join([sentence] * 700)}})
        ),
        "not required": render(view_of({"relevance": {"analysis_required": "no", "why_not_required": sentence}})),
        "samples": render(*[build_view(one, bedford.form, draft=False, template=bedford.stamp) for one in stored]),
    }


@pytest.fixture(params=REPORTS)
def files(request, reports) -> list[Tagged]:
    return reports[request.param]


def test_the_extremes_are_extreme(reports):
    assert len(reports["60 pages"][0].pdf.pages) > 60
    assert len(reports["500 actions"][0].pdf.pages) > 60


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A])
def test_the_independent_validator_passes_it(files, profile, tmp_path):
    for file in files:
        path = tmp_path / "report.pdf"
        path.write_bytes(file.data)
        report = page.validate_pdf(str(path), profile=profile)
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_all_content_is_tagged_or_an_artifact_and_never_both(files):
    shows = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "INLINE IMAGE"}
    for file in files:
        for _, operator, _, marks in file.operators():
            tagged = [mcid for tag, mcid in marks if mcid is not None]
            artifact = [tag for tag, _ in marks if tag == "/Artifact"]
            assert not (tagged and artifact)
            if operator in shows:
                assert len(tagged) + len(artifact) == 1, (operator, marks)


def test_running_titles_and_page_numbers_are_pagination_artifacts(files):
    for file in files:
        for sheet in file.pdf.pages:
            kinds = [
                operands[1].get("/Type")
                for operands, operator in pikepdf.parse_content_stream(sheet)
                if str(operator) == "BDC" and operands[0] == "/Artifact"
            ]
            assert "/Pagination" in kinds


def test_content_and_tree_point_at_each_other(files):
    for file in files:
        numbers = list(file.root.ParentTree.Nums)
        parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
        met = set()
        for sheet, operator, _, marks in file.operators():
            if operator == "BDC" and marks[-1][1] is not None:
                mcid = marks[-1][1]
                owner = file.owners[sheet.objgen, mcid]
                assert parents[int(sheet.StructParents)][mcid].objgen == owner.objgen
                met.add((sheet.objgen, mcid))
        assert met == file.owners.keys()
        assert file.root.ParentTreeNextKey == max(parents) + 1


def test_elements_stand_where_they_may(files):
    for file in files:
        for element in file.elements:
            role = str(element.S)[1:]
            for kid in elements_in(element):
                inner = str(kid.S)[1:]
                assert kid.P.objgen == element.objgen
                assert role not in CHILDREN or inner in CHILDREN[role], (role, inner)
                assert inner not in PARENTS or role in PARENTS[inner], (inner, role)


def test_no_element_is_left_outside_the_tree(files):
    for file in files:
        elements = [
            thing.objgen
            for thing in file.pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem"
        ]
        assert sorted(elements) == sorted(element.objgen for element in file.elements)


def test_no_span_stands_for_a_mere_line(files):
    for file in files:
        for element in file.elements:
            if element.S == "/Span" and "/ActualText" not in element:
                assert element.P.S in ("/Div", "/Span"), element.P.S


def test_there_is_one_table_for_each_table_of_the_page_however_many_sheets_it_takes(files):
    for file in files:
        assert len(file.tables()) == file.expected_tables > 1


def test_every_table_is_regular_and_has_one_head(files):
    for file in files:
        for table in file.tables():
            assert len({len(row) for row in file.rows(table)}) == 1
            parts = ["/THead"] * file.has_head(table) + ["/TBody"]
            assert [str(part.S) for part in elements_in(table)] == parts


def test_every_header_says_what_it_heads_and_every_cell_has_its_headers(files):
    for file in files:
        ids = set(file.ids)
        for table in file.tables():
            for row in file.rows(table):
                for cell in row:
                    if cell.S == "/TH":
                        assert cell.A.Scope in ("/Row", "/Column")
                        assert "/ID" in cell
                    else:
                        assert ids >= {bytes(header) for header in cell.A.Headers}
                        least = 1 + file.has_head(table)
                        assert len(cell.A.Headers) >= least, "a row header and a column header"


def test_a_cell_of_the_header_block_has_its_own_label_only(reports):
    file = reports["full"][0]
    names = {bytes(element.ID): element for element in file.elements if "/ID" in element}
    block = file.rows(file.tables()[0])
    for row in block[1:]:
        for label, answer in zip(row[::2], row[1::2], strict=True):
            headers = [names[bytes(header)] for header in answer.A.Headers]
            assert [header.objgen for header in headers if header.A.Scope == "/Row"] == [label.objgen]


def test_ids_are_unique_and_found_in_the_id_tree(files):
    for file in files:
        names = list(file.root.IDTree.Names)
        assert Counter(file.ids).most_common(1)[0][1] == 1
        assert [bytes(name) for name in names[::2]] == sorted(file.ids)
        for name, element in zip(names[::2], names[1::2], strict=True):
            assert bytes(element.ID) == bytes(name)


def test_headings_begin_with_the_title_and_skip_no_level(files):
    for file in files:
        levels = [int(str(element.S)[2]) for element in file.elements if re.fullmatch("/H[1-6]", str(element.S))]
        assert levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_no_glyph_stands_for_a_character_that_is_missing(files):
    for file in files:
        for _, operator, operands, _ in file.operators():
            if operator == "TJ":
                for shown in operands[0]:
                    codes = bytes(shown) if isinstance(shown, pikepdf.String) else b""
                    assert b"\0\0" not in [codes[place : place + 2] for place in range(0, len(codes), 2)]


def test_the_file_says_what_it_is(files):
    for file in files:
        root = file.pdf.Root
        xmp = root.Metadata.read_bytes().decode()
        assert "pdfaid:part=" in xmp
        assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
        assert xmp.count("<rdf:RDF") == 1
        assert root.Lang == "en-GB"
        assert root.MarkInfo.Marked is True
        assert root.ViewerPreferences.DisplayDocTitle is True
        assert str(file.pdf.docinfo.Title).startswith("Equality Analysis Report")
        assert re.fullmatch(r"eqia \d[\d.]*, template bedford \d[\d.]*", str(file.pdf.docinfo.Creator))
        assert re.fullmatch("Digest of the answers: [0-9a-f]{64}", str(file.pdf.docinfo.Keywords))
        assert str(file.pdf.docinfo.Keywords) in xmp


def test_only_the_bundled_fonts_are_in_it_and_all_are_embedded(files):
    for file in files:
        fonts = [
            thing for thing in file.pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/DescendantFonts" in thing
        ]
        assert fonts
        for font in fonts:
            assert re.fullmatch("/[A-Z]{6}\\+Report-(Sans|Sans-Bold|Symbols)(-.*)?", str(font.BaseFont)), font.BaseFont
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


@pytest.mark.parametrize(
    ("repair", "check"),
    [
        ("merge_fragments", test_there_is_one_table_for_each_table_of_the_page_however_many_sheets_it_takes),
        ("mark_artifacts", test_running_titles_and_page_numbers_are_pagination_artifacts),
        ("flatten_lines", test_no_span_stands_for_a_mere_line),
        ("join_headers", test_every_header_says_what_it_heads_and_every_cell_has_its_headers),
        ("add_id_tree", test_ids_are_unique_and_found_in_the_id_tree),
    ],
)
def test_a_repair_left_out_is_noticed(repair, check, view_of, full, look, monkeypatch):
    monkeypatch.setattr(pdf_tags, repair, lambda *_: None)
    view = view_of(full)
    data = PdfEngine(look.style).draw(view, look.template)
    with pytest.raises((AssertionError, AttributeError)):
        check([Tagged(data, render_page(view, look.template).count("<table"))])


def test_the_assessment_travels_in_it_as_its_source(view_of, full, look):
    view = view_of(full)
    with pikepdf.open(io.BytesIO(render_pdf(view, look.template, look.style))) as pdf:
        assert pdf.attachments["assessment.json"].get_file().read_bytes().decode() == view.source
        assert pdf.Root.AF[0].AFRelationship == "/Source"
