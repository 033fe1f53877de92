"""Has a PDF file drawn: in this process if it is eqia's own, else in one that eqia starts for it."""

from __future__ import annotations

from eqia.process import is_own
from eqia.view.document import DocumentView


def draw_pdf(view: DocumentView, template: str, style: str) -> bytes:
    """The PDF file of a view, read back and compared, in the look of a pack's HTML template and style sheet.

    Safe in threads and after a fork. Raises PackError for a faulty template, RenderError naming what cannot be printed
    or that it took too long, MissingLibrary if Pango is not installed.
    """
    if is_own():
        from eqia.render.pdf import render_pdf

        return render_pdf(view, template, style)
    from eqia.render.drawing.painters import painters

    return painters().draw(view, template, style)
