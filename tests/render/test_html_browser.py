"""The web page in a real browser: WCAG 2.2 AA by axe-core, on a telephone and on a desk; and printed."""

import html
import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from eqia.render.html import render_html
from tests.conftest import IN_CI, ROOT, need

AXE = ROOT / ".ci" / "judges" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {"telephone": 320, "tablet": 768, "desk": 1280}
HARNESS = """<!DOCTYPE html><meta charset="utf-8"><title>running</title>
<iframe id="frame" style="width: {width}px; height: 900px; border: 0" srcdoc="{page}"></iframe>
<script>
frame.onload = async () => {{
  const inside = frame.contentWindow, body = inside.document.documentElement;
  const report = await inside.axe.run(inside.document, {{ runOnly: {rules}, iframes: false }});
  const found = report.violations.map(each => [each.id, each.help, each.nodes.map(node => node.html).slice(0, 3)]);
  const result = {{ found, passes: report.passes.length, width: body.scrollWidth, shown: inside.innerWidth }};
  const box = document.createElement("script");
  box.type = "application/json"; box.id = "result"; box.textContent = JSON.stringify(result);
  document.body.append(box); frame.remove();
}};
</script>"""


def browse(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Chromium without a window, a network or a profile of its own."""
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=60000",
        f"--user-data-dir={page.parent}",
    ]
    return subprocess.run(
        [need("chromium"), *flags, *options, page.as_uri()], capture_output=True, text=True, timeout=120, check=True
    )


def look_through(page: str, width: int, folder: Path) -> dict:
    """What axe-core finds on a page of some width, and how wide the page turned out."""
    if not AXE.exists():
        (pytest.fail if IN_CI else pytest.skip)("axe-core is not installed: npm ci --prefix .ci/judges")
    # The page forbids scripts: the judge's own is let in here, and only here.
    page = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    page = page.replace("</head>", f"<script>{AXE.read_text(encoding='utf-8')}</script></head>")
    harness = HARNESS.format(width=width, page=html.escape(page), rules=json.dumps(RULES))
    path = folder / "harness.html"
    path.write_text(harness, encoding="utf-8")
    shown = browse(path, "--dump-dom").stdout
    found = re.search('<script type="application/json" id="result">(.*?)</script>', shown, re.DOTALL)
    assert found, shown[:500]
    return json.loads(found[1])


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("draft", [True, False])
def test_a_full_report_is_accessible_and_as_wide_as_its_screen(size, draft, view_of, full, look, tmp_path):
    page = render_html(view_of(full, draft=draft), look.template, look.style)
    result = look_through(page, WIDTHS[size], tmp_path)
    assert result["found"] == []
    assert result["passes"] > 20
    assert result["width"] <= result["shown"] == WIDTHS[size]


def test_an_empty_report_is_accessible(view_of, look, tmp_path):
    assert look_through(render_html(view_of(), look.template, look.style), 320, tmp_path)["found"] == []


def test_long_words_do_not_make_a_page_wider_than_a_telephone(view_of, full, look, tmp_path):
    answers = {**full, "summary": "x" * 500, "activity": {"title": "y" * 300}, "scope": {"who_is_affected": "z" * 400}}
    result = look_through(render_html(view_of(answers), look.template, look.style), 320, tmp_path)
    assert result["width"] <= 320


def test_the_judge_finds_faults(view_of, look, tmp_path):
    page = render_html(view_of(), look.template, look.style + "p { color: #ddd }")
    assert "color-contrast" in [rule for rule, _, _ in look_through(page, 1280, tmp_path)["found"]]


def test_it_prints_on_the_same_landscape_pages_as_the_pdf(view_of, full, look, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(render_html(view_of(full), look.template, look.style), encoding="utf-8")
    browse(path, f"--print-to-pdf={tmp_path / 'printed.pdf'}", "--no-pdf-header-footer")

    with pikepdf.open(tmp_path / "printed.pdf") as printed:
        box = [round(float(side)) for side in printed.pages[0].MediaBox]
        assert box == [0, 0, 842, 595]


def test_words_from_the_right_and_long_addresses_fit_a_telephone(view_of, look, tmp_path):
    address = "https://www.bedford.gov.uk/libraries/2026/the_report_of_the_library_service.aspx"
    arabic = f"المكتبة مهمة جداً لنا ولأطفالنا: {address}."
    action = {"what": f"- {arabic}\n1. {arabic}\n2. b", "who": "library.team@b.uk", "when": "", "outcome": arabic}
    answers = {"activity": {"service_area": arabic}, "summary": f"{arabic}\n- {arabic}", "actions": {"other": [action]}}
    result = look_through(render_html(view_of(answers), look.template, look.style), 320, tmp_path)
    assert result["found"] == []
    assert result["width"] <= result["shown"] == 320
