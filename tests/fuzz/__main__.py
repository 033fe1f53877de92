"""Fuzzes the readers by hand: ``python -m tests.fuzz SECONDS [SEED]``. The tests run a few cases of a fixed seed."""

import sys
import time
from itertools import count

from eqia import process
from tests.fuzz.trying import KINDS, faults_of


def main(seconds: float, seed: int) -> int:
    """Try cases of every kind in turn until the time is over; gives the exit code: 1 if a fault was found."""
    tried, found = dict.fromkeys(KINDS, 0), 0
    until = time.monotonic() + seconds
    for number in count(seed):
        for kind in KINDS:
            if time.monotonic() > until:
                print(tried, f"{found} faults")
                return int(bool(found))
            tried[kind] += 1
            for fault in faults_of(kind, number):
                found += 1
                print(f"{kind} {number}: {fault}", flush=True)
    return 0


if __name__ == "__main__":
    process.claim()
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
