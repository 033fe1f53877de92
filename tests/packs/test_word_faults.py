"""Every fault that staff can make in report.docx is caught, with its place and what to do; what is sound is not."""

import re

import pytest

from .conftest import edit

BESIDE_SCOPE = 'in the table "Scope of equality analysis", beside "Who is / will be impacted'
SCOPE = "{{ scope.who_is_affected }}"
STOP = '<w:tag w:val="recommendation.stop"/>'
PARAGRAPH = "</w:t></w:r></w:p><w:p><w:r><w:t>"
GUIDANCE = '<w:p><w:pPr><w:pStyle w:val="Guidance"/>'
SPELLING = '</w:t></w:r><w:proofErr w:type="spellStart"/>'
PICTURE = (
    '<w:r><w:drawing><wp:{0}><wp:extent cx="1" cy="1"/><wp:docPr id="901" name="Logo"{1}/></wp:{0}></w:drawing></w:r>'
)
MARKS = [
    (SCOPE, "{{ scope.who_is_afected }}", f'{BESIDE_SCOPE}.*names no field. Did you mean "scope.who_is_affected"?'),
    (SCOPE, "{{ scope }}", f"{{{{ scope }}}} {BESIDE_SCOPE}.*names no field"),
    (SCOPE, "", "Section 4, Scope of equality analysis, Who is affected: the answer is printed nowhere"),
    (SCOPE, "{{ summary }}", "Section 11, .*the answer stands in the template 2 times, in the table"),
    (SCOPE, f"Answer: {SCOPE}", f"{BESIDE_SCOPE}.*stands among other words"),
    (SCOPE, "{{ scope.who_is_affected|upper }}", f"{BESIDE_SCOPE}.*holds more than the name of a field"),
    (SCOPE, "{{ scope.who_is_affected", f"{BESIDE_SCOPE}.*half of a mark is not there"),
    (SCOPE, "{{ scope.who_" + PARAGRAPH + "is_affected }}", f"{BESIDE_SCOPE}.*half of a mark is not there"),
    (SCOPE, "{{ recommendation.stop }}", f"{BESIDE_SCOPE}.*is a tick. Copy a tick box"),
    (SCOPE, "{{ ''.__class__.__mro__ }}", f"{BESIDE_SCOPE}.*holds more than the name of a field"),
    (SCOPE, "{{ facts.__class__ }}", f"{BESIDE_SCOPE}.*names no field"),
    (SCOPE, "{{ cycler }}", f"{BESIDE_SCOPE}.*names no field"),
    (SCOPE, "{% set x = 1 %}", f"{BESIDE_SCOPE}.*is not for templates"),
    (SCOPE, "{% include 'x' %}", f"{BESIDE_SCOPE}.*is not for templates"),
    ("{{ row.outcome }}", "{{ row.outcom }}", 'beside "Actions to lessen.*Did you mean "row.outcome"?'),
    ("{{ row.label }}", "{{ row.lable }}", 'in the table "General Equality Duty" names no field'),
    ("{%tr for row in duty %}", "{%tr for row in duties %}", 'does not name a table.*Did you mean "duty"?'),
    ("{%tr for row in duty %}", "", r"\{%tr endfor %\} in the table \"General Equality Duty\" ends what has not begun"),
    ("{%tr for row in duty %}", "", r"its rows are nowhere. Put \{%tr for row in duty %\}"),
    ("{%p if needed.scope %}", "", 'endif %} under the heading "Scope of equality analysis" ends what has not begun'),
    ("{%p if needed.scope %}", "{%p if facts.stamp == “DRAFT” %}", "asks for more than whether something is filled in"),
    (
        "{%p if needed.scope %}",
        "{%p if needed.scop %}",
        'asks for "needed.scop", which is no field. Did you mean "needed.s',
    ),
    ("{%p if facts.approval %}", "{%p if facts.approval %}{%p if facts.stamp %}", "begins what never ends"),
    ("{{ facts.stamp }}", "", "the word DRAFT is printed nowhere. Write {{ facts.stamp }}"),
    ("{{ glance.groups.3.says }}", "", "the box on the first page leaves out .Pregnancy and maternity."),
    ("{{ facts.approval }}", "", "by whom and when it was approved is printed nowhere"),
    (
        STOP,
        "",
        'a tick box in the table "Recommendation", beside "Stop the activity".*has no tag.*LibreOffice loses tags',
    ),
    (STOP, "", 'Section 10, Recommendation, Stop the activity: no tick box has the tag "recommendation.stop"'),
    (
        STOP,
        STOP.replace("stop", "stopp"),
        'the tag "recommendation.stopp", which is no field. Did you mean "recommendation.s',
    ),
    (STOP, '<w:tag w:val="summary"/>', 'the tag "summary", but that is a text'),
    (STOP, STOP.replace("stop", "adjustments"), "Adjustments required: the answer stands in the template 2 times"),
]
"""Changes of the template's text, and what is said of each."""

ACCESS = [
    ("<w:tblHeader/>", "", 'the first row is not marked as the heading row in the table "At a glance"'),
    (
        '<w:tblCaption w:val="Recommendation"/>',
        "",
        'no title for screen readers in table .* the heading "Recommendation"',
    ),
    (
        '<w:alias w:val="Stop the activity"/>',
        "",
        'a tick box has no title, in the table "Recommendation", beside "Stop',
    ),
    (
        "<w:t>Evidence, data, information",
        '<w:rPr><w:color w:val="9AA5B1"/></w:rPr><w:t>Evidence, data, information',
        "is hard to see",
    ),
    (
        "<w:t>Service area",
        '<w:rPr><w:color w:val="8899AA"/></w:rPr><w:t>Service area',
        r"#8899AA on #E8EEF4 .* 2\.\d to 1",
    ),
    ("<w:t>Service area", '<w:rPr><w:highlight w:val="darkBlue"/></w:rPr><w:t>Service area', "on #000080"),
    (
        "<w:t>Service area",
        PICTURE.format("inline", "")[5:] + "<w:r><w:t>Service area",
        '"Logo" has no alternative text',
    ),
]
"""The same for what shuts readers out."""

WARNINGS = [
    ("<w:t>Service area", "<w:t>Directorate", 'beside the answer stands "Directorate"; form.toml says "Service area"'),
    ("<w:t>What will be done?", "<w:t>What", 'under the answer stands "What"; form.toml says "What will be done'),
    ("In preparing this", "In making this", 'section "Summary of analysis": it nowhere says "In preparing'),
    ("<w:t>Equality Analysis Report", "<w:t>Equality Report", 'it nowhere says "Equality Analysis Report"'),
    ("<w:t>Commissioned services", "<w:t>Services we buy", 'it nowhere says "Commissioned services"'),
    ("{{ facts.digest }}", "", "the digest of the answers is printed nowhere"),
    (' w:firstRow="1"', ' w:firstRow="0"', "the box Header Row of the table's design is not ticked in the table"),
    ("<w:tblDescription", "<w:tblDescriptions", "no description for screen readers"),
    ("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', "there are merged cells in the table"),
    ("<w:tc>", '<w:tc><w:p/></w:tc><w:tc>', "not all rows have the same number of cells"),
    ("</w:t></w:r></w:p></w:tc>", "</w:t></w:r></w:p><w:p/><w:p/></w:tc>", "empty paragraphs make space, in the table"),
    ("<w:body>", "<w:body><w:p/><w:p/>", "empty paragraphs make space, at the top of the first page"),
    ("<w:t>Service area", PICTURE.format("anchor", ' descr="x"')[5:] + "<w:r><w:t>Service area", "something floats"),
    ("<w:body>", "<w:body><w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>", "a control holds whole paragraphs"),
]  # fmt: skip
"""The same for what does not stop the use of a template."""


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def texts(faults, *, warning):
    return [fault.text for fault in faults if fault.warning is warning]


def said(faults, sentence, *, warning):
    return [text for text in texts(faults, warning=warning) if re.search(sentence, text)]


def test_the_template_of_the_program_has_no_fault_and_no_warning(parts, word):
    assert word(parts) == []


@pytest.mark.parametrize(("old", "new", "sentence"), MARKS)
def test_a_spoilt_mark_is_named_with_its_place(parts, word, old, new, sentence):
    assert said(word(edit(parts, old, new)), sentence, warning=False)


@pytest.mark.parametrize(("old", "new", "sentence"), ACCESS)
def test_what_shuts_readers_out_is_named(parts, word, old, new, sentence):
    assert said(word(edit(parts, old, new)), sentence, warning=False)


@pytest.mark.parametrize(("old", "new", "sentence"), WARNINGS)
def test_what_is_only_doubtful_is_a_warning(parts, word, old, new, sentence):
    found = word(edit(parts, old, new))
    assert said(found, sentence, warning=True), found


def test_a_warning_alone_does_not_stop_the_use(parts, word):
    assert texts(word(edit(parts, "<w:t>Service area", "<w:t>Directorate")), warning=False) == []


def test_answers_that_stand_beside_each_others_labels_are_found(parts, word):
    swapped = edit(edit(parts, "{{ evidence.gaps }}", "{{ X }}"), "{{ evidence.findings }}", "{{ evidence.gaps }}")
    found = word(edit(swapped, "{{ X }}", "{{ evidence.findings }}"))
    assert len(said(found, 'the answer stands beside "What .*, which belongs to another. Move it', warning=False)) == 2


def test_ticks_under_each_others_headings_are_found(parts, word):
    for swap in (("row.positive", "X"), ("row.negative", "row.positive"), ("X", "row.negative")):
        parts = edit(parts, f'<w:tag w:val="{swap[0]}"/>', f'<w:tag w:val="{swap[1]}"/>')
    found = word(parts)
    assert said(
        found, 'Positive impact: the answer stands under "Negative impact", which belongs to another', warning=False
    )


def test_tags_that_are_all_lost_are_said_once(parts, word):
    text = parts["word/document.xml"].decode("utf-8")
    lost = {**parts, "word/document.xml": re.sub('<w:tag w:val="[^"]*"/>', "", text).encode("utf-8")}
    (fault,) = texts(word(lost), warning=False)
    assert re.search("not one of its [0-9]+ tick boxes has a tag.*LibreOffice.*eqia template word", fault)


def test_the_place_of_a_box_names_no_other_box(parts, word):
    text = parts["word/document.xml"].decode("utf-8")
    spoilt = {**parts, "word/document.xml": text.replace("relevance.affects_people.no", "x", 1).encode("utf-8")}
    assert any(
        'beside "1. The outcomes of' in fault.text and 'in the column "No"' in fault.text for fault in word(spoilt)
    )


def test_all_faults_are_named_at_once(parts, word):
    spoilt = edit(parts, SCOPE, "{{ scope.who }}")
    spoilt = edit(spoilt, "{{ evidence.gaps }}", "Gaps: {{ evidence.gaps }}")
    spoilt = edit(edit(spoilt, STOP, ""), "<w:tblHeader/>", "")
    found = "\n".join(texts(word(spoilt), warning=False))
    for sentence in ("names no field", "stands among other words", "has no tag", "heading row"):
        assert sentence in found


def test_the_language_of_the_file_is_that_of_the_form(parts, word):
    spoilt = edit(parts, '<w:lang w:val="en-GB"', '<w:lang w:val="en-US"', "word/styles.xml")
    assert said(word(spoilt), 'its language is "en-US", but that of the form is "en-GB". Set it', warning=False)


def test_a_style_that_is_hard_to_see_is_named(parts, word):
    spoilt = edit(parts, 'w:fill="1B3A57"', 'w:fill="E0E0E0"', "word/styles.xml")
    assert said(word(spoilt), r'the text "Detail" is hard to see: #FFFFFF on #E0E0E0', warning=False)


def test_styles_that_are_gone_are_named(parts, word):
    spoilt = edit(parts, '<w:name w:val="Answer Bullet"/>', '<w:name w:val="My Bullet"/>', "word/styles.xml")
    assert said(word(spoilt), "Answer Bullet", warning=False)


@pytest.mark.parametrize(
    ("part", "old", "new", "sentence"),
    [
        (
            "word/document.xml",
            '<w:pStyle w:val="Label"/>',
            '<w:pStyle w:val="Lable"/>',
            'the paragraph style "Lable" is given to ".+", but the file does not define it',
        ),
        (
            "word/document.xml",
            "<w:r><w:t>Commissioned services",
            '<w:r><w:rPr><w:rStyle w:val="Loud"/></w:rPr><w:t>Commissioned services',
            'the character style "Loud" is given to "Commissioned services',
        ),
        (
            "word/document.xml",
            "<w:tblPr><w:tblStyle w:val=",
            '<w:tblPr><w:tblStyle w:val="Grid" w:was=',
            'the table style "Grid" is given to ".+"',
        ),
        (
            "word/styles.xml",
            '<w:basedOn w:val="',
            '<w:basedOn w:val="Gone',
            'the style ".+" refers to "Gone.+", which the file does not define',
        ),
    ],
)
def test_a_style_that_is_not_defined_is_named_with_its_place(parts, word, part, old, new, sentence):
    assert said(word(edit(parts, old, new, part)), sentence, warning=True)


def test_a_style_that_a_footer_names_is_looked_for_too(parts, word):
    footer = next(name for name in parts if name.startswith("word/footer") and b"<w:pStyle" in parts[name])
    spoilt = edit(parts, '<w:pStyle w:val="', '<w:pStyle w:val="Un', footer)
    assert said(word(spoilt), 'the paragraph style "Un.+" is given to .+ in a footer', warning=True)


def test_headings_that_are_only_bold_are_named(parts, word):
    spoilt = {**parts, "word/document.xml": parts["word/document.xml"].replace(b'w:val="Heading1"', b'w:val="Label"')}
    assert said(word(spoilt), "no paragraph has the style Heading 1", warning=False)


def test_a_heading_that_became_a_plain_paragraph_is_named(parts, word):
    for words in ("Relevance Test", "Description of activity:"):
        text = parts["word/document.xml"].decode("utf-8")
        before, after = text.split(f">{words}<", 1)
        start, _, rest = before.rpartition('<w:pStyle w:val="Heading1"/>')
        assert len(rest) < 200
        spoilt = {**parts, "word/document.xml": f"{start}{rest}>{words}<{after}".encode()}
        assert said(word(spoilt), f'"{words}" is no heading', warning=True)


def test_brackets_too_deep_in_a_word_template_are_named(parts, word):
    deep = "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}"
    assert said(word(edit(parts, "{{ facts.digest }}", deep)), "holds more than the name of a field", warning=False)


def test_headings_that_leave_out_a_level_are_named(parts, word):
    spoilt = edit(parts, '<w:name w:val="heading 1"/>', '<w:name w:val="heading 3"/>', "word/styles.xml")
    assert said(word(spoilt), 'the heading "At a glance" is of level 3, below one of level 0', warning=True)


def test_a_table_within_a_table_is_named(parts, word):
    inner = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/></w:tc>"
    assert said(word(edit(parts, "</w:tc>", inner)), "a table within a table", warning=True)


def test_what_every_report_would_carry_along_is_named(parts, word):
    tracked = edit(
        parts,
        "<w:r><w:t>Service area",
        '<w:del w:id="9"><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:t>Service area',
    )
    assert said(word(tracked), "tracked changes", warning=False)
    commented = {**parts, "word/comments.xml": b'<w:comments xmlns:w="x"/>'}
    assert said(word(commented), "it holds comments", warning=False)
    bound = edit(parts, STOP, STOP + '<w:dataBinding w:xpath="/x" w:storeItemID="{0}"/>')
    assert said(word(bound), "bound to data", warning=False)


@pytest.mark.parametrize("kind", ["oleObject", "package", "control", "aFChunk"])
def test_what_a_template_would_carry_along_closed_is_named(parts, word, kind):
    link = f'<Relationship Id="rId900" Type="{OFFICE}/{kind}" Target="embeddings/x.bin"/>'
    spoilt = edit(parts, "</Relationships>", link + "</Relationships>", "word/_rels/document.xml.rels")
    assert said(word({**spoilt, "word/embeddings/x.bin": b"x"}), "another program's file", warning=False)


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "frame"])
def test_what_a_template_would_fetch_is_named(parts, word, kind):
    link = f'<Relationship Id="rId900" Type="{OFFICE}/{kind}" Target="http://example.org/x" TargetMode="External"/>'
    spoilt = edit(parts, "</Relationships>", link + "</Relationships>", "word/_rels/document.xml.rels")
    assert said(word(spoilt), "it asks for a file outside it|fetches from elsewhere", warning=False)


def test_a_link_that_a_person_follows_is_sound(parts, word):
    link = f'<Relationship Id="rId900" Type="{OFFICE}/hyperlink" Target="http://example.org/x" TargetMode="External"/>'
    assert word(edit(parts, "</Relationships>", link + "</Relationships>", "word/_rels/document.xml.rels")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SCOPE, "{{ scope." + SPELLING + "<w:r><w:rPr><w:b/></w:rPr><w:t>who_is_affected }}"),
        (SCOPE, "{{scope.who_is_affected}}"),
        (SCOPE, " {{  scope.who_is_affected  }} "),
        ("{%p if needed.scope %}", "{%p if </w:t></w:r><w:r><w:t>needed.scope %}"),
        ("<w:t>Service area", '<w:rPr><w:i/><w:color w:val="1B3A57"/></w:rPr><w:t>Service area'),
        ("<w:t>Service area", "<w:t>Service </w:t></w:r><w:r><w:t>area"),
        (GUIDANCE, "<w:p><w:r><w:t>Our own note.</w:t></w:r></w:p>" + GUIDANCE),
    ],
    ids=["split", "narrow", "wide", "split statement", "italic label", "split label", "own note"],
)  # fmt: skip
def test_what_word_does_to_a_template_is_no_fault(parts, word, old, new):
    assert word(edit(parts, old, new)) == []


def test_what_is_no_word_file_is_refused(bedford, views):
    from eqia.packs.word import word_faults

    for data in (b"", b"PK\x03\x04", b"<html>"):
        assert "not a Word file" in word_faults(data, bedford.form, views)[0].text


def test_macros_are_refused(parts, word):
    link = '<Relationship Id="rId900" Type="http://x/vbaProject" Target="code.bin"/></Relationships>'
    linked = edit(parts, "</Relationships>", link, "word/_rels/document.xml.rels")
    (fault,) = word({**linked, "word/code.bin": b"x"})
    assert "macros" in fault.text
