"""PDF files of very many objects."""

import io

import pikepdf

from eqia.render import pdf_file
from eqia.render.pdf import render_pdf
from eqia.render.pdf_text import read_pdf


def test_more_objects_than_one_stream_of_objects_can_number(view_of, full, look, monkeypatch):
    view = view_of(full)
    usual = render_pdf(view, look.template, look.style)
    monkeypatch.setattr(pdf_file, "_MOST_PACKED", 100)
    data = render_pdf(view, look.template, look.style)
    assert data.count(b"/ObjStm") > 3 > usual.count(b"/ObjStm")
    assert read_pdf(data) == read_pdf(usual)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
