"""Where addresses begin and end in what officers write, and what is never a link."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eqia.inline.addresses import address_of, break_address, find_addresses
from eqia.inline.runs import read_line


def linked(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], address) for start, end, address in find_addresses(text)]


@pytest.mark.parametrize(
    ("text", "words", "address"),
    [
        ("See https://www.ons.gov.uk/census.", "https://www.ons.gov.uk/census", None),
        ("(see www.bedford.gov.uk/eia)", "www.bedford.gov.uk/eia", "https://www.bedford.gov.uk/eia"),
        ("https://en.wikipedia.org/wiki/Bedford_(town), and", "https://en.wikipedia.org/wiki/Bedford_(town)", None),
        ("‘https://a.gov.uk/b’", "https://a.gov.uk/b", None),
        ("<https://a.gov.uk/b>;", "https://a.gov.uk/b", None),
        ("HTTPS://WWW.Bedford.gov.uk/A!", "HTTPS://WWW.Bedford.gov.uk/A", "https://www.bedford.gov.uk/A"),
        (
            "http://localhost:8000/x?y=1&z=[2]#a",
            "http://localhost:8000/x?y=1&z=[2]#a",
            "http://localhost:8000/x?y=1&z=%5B2%5D#a",
        ),
        ("یہ دیکھیں https://a.gov.uk/b۔ شکریہ", "https://a.gov.uk/b", None),
        ("انظر https://a.gov.uk/b، ثم", "https://a.gov.uk/b", None),
        ("देखें https://a.gov.uk/b।", "https://a.gov.uk/b", None),
        ("请看 https://a.gov.uk/b。", "https://a.gov.uk/b", None),
        ("https://www.tŷ.cymru/ŵ", "https://www.tŷ.cymru/ŵ", "https://www.xn--t-foa.cymru/%C5%B5"),
        (
            "Mail equality.team+eia@bedford.gov.uk.",
            "equality.team+eia@bedford.gov.uk",
            "mailto:equality.team+eia@bedford.gov.uk",
        ),
        ("www.a.uk/b@c", "www.a.uk/b@c", "https://www.a.uk/b@c"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(text, words, address):
    assert linked(text) == [(words, address or words)]


@pytest.mark.parametrize(
    "text",
    [
        "www.bedford", "http://", "https://.", "user@home", "@bedfordtweets", "a@b@c", "file:///etc/passwd",
        "javascript:alert(1)", "https://user:secret@bedford.gov.uk/", "https://a.uk:99999999/",
        "http://[::1]/", "https://a..uk/", "ftp://a.gov.uk",
        "https://a.uk/" + "x" * 2_000, "xhttps://a.uk", "or 5/10.www.a",
    ],
)  # fmt: skip
def test_what_leads_nowhere_or_somewhere_odd_is_no_link(text):
    assert linked(text) == []


def test_a_long_address_may_break_where_readers_expect_it():
    words = "https://www.bedford.gov.uk/equality/assessments_2018.aspx?year=2018&service=libraries"
    pieces = break_address(words, "|").split("|")
    assert "".join(pieces) == words
    assert pieces[:5] == ["https://", "www", ".bedford", ".gov", ".uk/"]
    assert pieces[-5:] == [".aspx", "?year=", "2018&", "service=", "libraries"]
    assert break_address("www.ons.gov.uk", "|") == "www.ons.gov.uk"


@settings(deadline=None)
@given(st.text(st.sampled_from('ab.:/@[]()"“” \tw\u0627\u05d0я中ক้।۔-’,?&#\u202e\u200d\u0301httpscy'), max_size=60))
def test_runs_together_are_the_line_letter_for_letter(line):
    runs = read_line(line).runs
    assert "".join(run.text for run in runs) == line
    assert all(run.text for run in runs)
    assert all(address_of(run.text) == run.address for run in runs if run.address)


@pytest.mark.parametrize(
    "text", ["https://a.uk/" + ")" * 200_000, "a@" * 100_000, "www." * 100_000, "[cy] " * 50_000, "я " * 100_000]
)
def test_the_longest_line_is_read_at_once(text):
    assert "".join(run.text for run in read_line(text).runs) == text
