"""Dates as officers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.assessment.dates import Precision, end_of, in_words, read, today_or

DAY = Precision.DAY
READINGS = [
    ("14 Nov 2018", DAY, date(2018, 11, 14), date(2018, 11, 14)),
    ("14 November 2018", DAY, date(2018, 11, 14), date(2018, 11, 14)),
    ("Monday 14 November 2018", DAY, date(2018, 11, 14), date(2018, 11, 14)),
    ("14th Nov 2018", DAY, date(2018, 11, 14), date(2018, 11, 14)),
    ("the 14th of November, 2018", DAY, date(2018, 11, 14), date(2018, 11, 14)),
    ("10th October 2012", DAY, date(2012, 10, 10), date(2012, 10, 10)),
    ("14/11/18", DAY, date(2018, 11, 14), date(2018, 11, 14)),
    ("14/11/2018", DAY, date(2018, 11, 14), date(2018, 11, 14)),
    ("14.11.18", DAY, date(2018, 11, 14), date(2018, 11, 14)),
    ("14-11-2018", DAY, date(2018, 11, 14), date(2018, 11, 14)),
    ("20.09.2017", DAY, date(2017, 9, 20), date(2017, 9, 20)),
    ("2018-11-14", DAY, date(2018, 11, 14), date(2018, 11, 14)),
    ("04/05/25", DAY, date(2025, 5, 4), date(2025, 5, 4)),
    ("Nov 2018", Precision.MONTH, date(2018, 11, 1), date(2018, 11, 30)),
    ("December 2023", Precision.MONTH, date(2023, 12, 1), date(2023, 12, 31)),
    ("Feb. 2024", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
    ("spring 2019", Precision.SEASON, date(2019, 3, 1), date(2019, 5, 31)),
    ("2021", Precision.YEAR, date(2021, 1, 1), date(2021, 12, 31)),
    ("Now until 2021", Precision.SPAN, None, date(2021, 12, 31)),
    ("until 31 March 2026", Precision.SPAN, None, date(2026, 3, 31)),
    ("from March 2020 to June 2021", Precision.SPAN, date(2020, 3, 1), date(2021, 6, 30)),
    ("2018-2021", Precision.SPAN, date(2018, 1, 1), date(2021, 12, 31)),
    ("2018/19", Precision.SPAN, date(2018, 1, 1), date(2019, 12, 31)),
    ("1 March 2020 and 2 April 2020", Precision.SPAN, date(2020, 3, 1), date(2020, 4, 2)),
    (
        "Monthly and termly review with different partners now until 2021",
        Precision.SPAN,
        None,
        date(2021, 12, 31),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "precision", "earliest", "latest"), READINGS)
def test_reads_what_officers_write(text, precision, earliest, latest):
    reading = read(text)
    assert (reading.precision, reading.earliest, reading.latest) == (precision, earliest, latest)


@pytest.mark.parametrize(
    "text", ["", "TBC", "March", "on a regular basis", "2417/02/2026", "31/11/2018", "13/13/2018", "30 Feb 2020", "N/A"]
)
def test_reads_no_date_where_there_is_none(text):
    assert read(text).precision is Precision.NONE
    assert read(text).day is None


def test_only_a_single_day_is_a_day():
    assert read("14 Nov 2018").day == date(2018, 11, 14)
    assert read("Nov 2018").day is None
    assert read("14 Nov 2018 or 15 Nov 2018").day is None


def test_says_the_weekday_back():
    assert str(read("14/11/18")) == "Wednesday 14 November 2018"
    assert str(read("Nov 2018")) == "November 2018"
    assert str(read("Now until 2021")) == "until 31 December 2021"
    assert str(read("soon")) == "no date"


def test_today_becomes_the_day_itself():
    assert today_or(" Today ", date(2026, 3, 31)) == "31 March 2026"
    assert today_or("next week", date(2026, 3, 31)) == "next week"


@given(st.text())
def test_never_fails(text):
    assert str(read(text))


@given(st.dates(min_value=date(1000, 1, 1)))
def test_reads_back_its_own_words(day):
    assert read(in_words(day, weekday=True)).day == day


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("14 November 2018", "Wednesday 14 November 2018"),
        ("from 5 January to 29 March 2026", "Sunday 29 March 2026"),
        ("29 March 2026, after a first round on 5 January 2026", "Sunday 29 March 2026"),
        ("January to March 2027", "March 2027"),
        ("March 2027, and the whole of 2026", "March 2027"),
        ("2025/26", "2026"),
        ("between 2018 and 2021", "2021"),
        ("Q3 2025", "September 2025"),
        ("Q3 of 2025", "September 2025"),
        ("2025 Q2", "June 2025"),
        ("third quarter of 2026", "September 2026"),
        ("quarter 3 of 2025/26", "December 2025"),
        ("Quarter 4 2025-26", "March 2026"),
        ("Q4 (2025/26)", "March 2026"),
        ("2025/26 Q4", "March 2026"),
        ("Q1 2026 to Q3 2026", "September 2026"),
        ("We asked 45 (March 2019)", "March 2019"),
        ("the first quarter", "no date"),
        ("Q5 2025", "2025"),
        ("no time at all", "no date"),
    ],
)
def test_the_end_of_what_is_named(text, end):
    assert str(end_of(text)) == end


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [("Q1 2025", date(2025, 1, 1), date(2025, 3, 31)), ("Q4 2025/26", date(2026, 1, 1), date(2026, 3, 31))],
)
def test_a_quarter_goes_from_its_first_day_to_its_last(text, earliest, latest):
    reading = read(text)
    assert (reading.precision, reading.earliest, reading.latest) == (Precision.QUARTER, earliest, latest)
