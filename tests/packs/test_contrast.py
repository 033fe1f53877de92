"""Text that the style sheet makes hard to see is named, with its colours."""

import pytest

ON_WHITE = [
    ("p { color: #fff }", "#FFFFFF on #FFFFFF has a contrast of 1.00 to 1, and 4.5 to 1 is needed"),
    (".answers td p { color: #777777 }", "#777777 on #FFFFFF has a contrast of 4.48 to 1, and 4.5 to 1 is needed"),
    ("h1 { color: #aaa }", "#AAAAAA on #FFFFFF has a contrast of 2.32 to 1, and 3.0 to 1 is needed"),
    ("td { color: rgba(0, 0, 0, .3) }", "#B2B2B2 on #FFFFFF"),
]

ON_GROUNDS = [
    ("thead th { color: #111 }", "#111111 on #1B3A57"),
    ("table { background: #333 }", "#111111 on #333333"),
    ("body { background: #1b3a57 } td { background: white }", "on #1B3A57"),
    ("@page { @top-left { background: #ddd; color: #ccc } }", "#CCCCCC on #DDDDDD"),
    ("tbody th { background: currentcolor }", "#111111 on #111111"),
]

FINE = [
    ".answers td p { color: #767676 }",
    "h1 { color: #949494 }",
    "thead th { color: #111; background: #fff }",
    "thead th { color: #fff } thead tr { background: #000 }",
    ".council { visibility: hidden; color: #fff }",
    "table { background: linear-gradient(#000, #fff) } td { color: #777777 }",
    "@media screen { p { color: #fff } }",
]


@pytest.mark.parametrize(("style", "said"), [*ON_WHITE, *ON_GROUNDS])
def test_text_that_is_hard_to_see_is_named(page, style, said):
    found = page(style=style)
    assert any(said in fault.text for fault in found), found
    assert all(fault.warning and fault.file == "report.css" for fault in found)


@pytest.mark.parametrize("style", FINE)
def test_text_that_can_be_seen_is_not(page, style):
    assert page(style=style) == []


def test_a_pair_of_colours_is_named_once_with_its_first_text(page):
    found = [fault.text for fault in page(style=".council { color: #eee } .small-print { color: #eee }")]
    assert len(found) == 1
    assert found[0].startswith('the text "Bedford Borough Council" is hard to see: #EEEEEE on #FFFFFF')
