"""The file's objects are written as pydyf writes them, which is how WeasyPrint means them."""

import pydyf
from hypothesis import given
from hypothesis import strategies as st

from eqia.render.pdf_file import _each_written
from eqia.render.pdf_tree import StructureElement

NAMES = st.text("abcXYZ09", min_size=1, max_size=4)
SIMPLE = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.binary(max_size=9),
    NAMES.map("/{}".format),
    st.text(max_size=20).map(pydyf.String),
    st.binary(max_size=9).map(pydyf.String),
    st.text("()\\n", max_size=9).map(pydyf.String),
)
THINGS = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(pydyf.Array), st.dictionaries(NAMES, inner, max_size=4).map(pydyf.Dictionary)
    ),
)


@given(THINGS)
def test_a_thing_is_written_as_pydyf_writes_it(thing):
    assert _each_written([thing]) == [pydyf._to_bytes(thing)]


@given(st.lists(SIMPLE), st.dictionaries(NAMES, SIMPLE))
def test_the_dictionaries_and_arrays_of_tags_are_written_as_those_of_pydyf(things, entries):
    light, usual = StructureElement({**entries, "K": things}), pydyf.Dictionary({**entries, "K": pydyf.Array(things)})
    assert _each_written([light]) == [usual.data]


def test_an_element_is_referred_to_as_pydyf_does():
    pdf = pydyf.PDF()
    element, usual = StructureElement(), pydyf.Dictionary()
    for thing in (element, usual):
        pdf.add_object(thing)
    assert element.reference == b"3 0 R"
    assert usual.reference == b"4 0 R"
    assert element.compressible
