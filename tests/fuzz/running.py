"""Fuzz readers: ``python -m tests.fuzz.running --number 100000 --to DIRECTORY [TARGET …]``.

Each document follows from the seed, the target and its number alone, so that one that made a
fault can be made again: ``--seed S --first N --number 1``.
"""

import argparse
import logging
import os
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.fuzz.mutating import mutated
from tests.fuzz.targets import TARGETS, learnt_once

SLICE = 500
SECONDS = 20
"""How long one document may take."""


class TooSlowError(BaseException):
    """A document took too long. No reader may take this for a fault of the document."""


@dataclass
class Outcome:
    """How some documents ended, by exit code, and those that made faults."""

    ends: Counter = field(default_factory=Counter)
    faults: list = field(default_factory=list)

    def add(self, other):
        self.ends += other.ends
        self.faults += other.faults


def document_of(target, seed, number):
    """Return one document: the right ones come first, unchanged."""
    documents = _documents(target)
    if number < len(documents):
        return documents[number]
    random = Random(f"{seed}:{target}:{number}")
    return mutated(random.choice(documents), documents, random)


def fuzz(target, seed, first, number):
    """Read some documents and return how they ended."""
    outcome = Outcome()
    with learnt_once(), _quiet():
        for draw in range(first, first + number):
            content = document_of(target, seed, draw)
            try:
                with _in_time():
                    outcome.ends[TARGETS[target].run(content)] += 1
            except (Exception, TooSlowError) as error:
                printed = "".join(traceback.format_exception(error)[-12:])
                outcome.faults.append((draw, content, f"{type(error).__name__}\n{printed}"))
    return outcome


_known = {}


def _documents(target):
    if target not in _known:
        _known[target] = TARGETS[target].documents()
    return _known[target]


@contextmanager
def _quiet():
    """Keep what libraries log and warn of off the screen."""
    logging.disable()
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def _in_time():
    def stop(*_):
        raise TooSlowError(f"took longer than {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main():
    """Fuzz the targets named, all of them if none is; exit with 1 if there was a fault."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    arguments.add_argument("--number", type=int, default=100_000)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--to", type=Path, default=Path("fuzz_faults"))
    given = arguments.parse_args()
    faults = 0
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for target in given.targets or TARGETS:
            faults += len(_fuzz_all(target, given, workers).faults)
    raise SystemExit(int(bool(faults)))


def _fuzz_all(target, given, workers):
    began, outcome = time.monotonic(), Outcome()
    end = given.first + given.number
    firsts = range(given.first, end, SLICE)
    slices = [
        workers.submit(fuzz, target, given.seed, first, min(SLICE, end - first)) for first in firsts
    ]
    for slice_ in slices:
        found = slice_.result()
        outcome.add(found)
        _keep(target, given, found.faults)
        _tell(target, outcome, time.monotonic() - began)
    sys.stdout.write("\n")
    return outcome


def _keep(target, given, faults):
    """Write the documents that made faults, with how to make them again."""
    for number, content, why in faults:
        given.to.mkdir(parents=True, exist_ok=True)
        again = f"{target} --seed {given.seed} --first {number} --number 1"
        words = f"python -m tests.fuzz.running {again}\n\n{why}"
        kept = given.to / f"{target}-{given.seed}-{number}"
        kept.write_bytes(content)
        kept.with_suffix(".txt").write_text(words, "utf-8")


def _tell(target, outcome, seconds):
    done = sum(outcome.ends.values()) + len(outcome.faults)
    ends = ", ".join(f"exit {code}: {outcome.ends[code]:,}" for code in sorted(outcome.ends))
    sys.stdout.write(
        f"\r{target}: {done:,} documents, {done / seconds:,.0f} a second; {ends}; "
        f"faults: {len(outcome.faults)} "
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
