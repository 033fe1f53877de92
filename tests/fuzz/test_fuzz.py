"""A few mutated files of each kind on every run, always the same; ``python -m tests.fuzz SECONDS`` tries others."""

import random

import pytest

from tests.fuzz import trying
from tests.fuzz.mutations import MARK, change_word
from tests.fuzz.trying import KINDS, faults_of, mutated, sound

SEED = 20_180_101
A_RUN = 6


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", range(SEED, SEED + A_RUN))
def test_a_mutated_file_gives_no_traceback_no_hang_and_no_silent_loss(kind, number):
    assert faults_of(kind, number) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_are_mutated_and_always_the_same(kind):
    files = [mutated(kind, number) for number in range(SEED, SEED + A_RUN)]
    assert len({sound(kind), *files}) > A_RUN - 1
    assert files == [mutated(kind, number) for number in range(SEED, SEED + A_RUN)]


def test_a_word_that_was_put_in_and_that_nothing_keeps_is_noticed():
    """Else nobody would know whether the others can fail."""
    files = (change_word(sound("word"), random.Random(number)) for number in range(20))
    shown = [word for data in files for word in trying._visible(data)]
    assert any(word.startswith(MARK) for word in shown)
    assert trying._lost(shown, "")
