"""Strike the main job with faults: ``python -m tests.faults.running --number 500 [KIND …]``.

Each fault follows from the seed and its number alone: ``--seed S --first N --number 1`` makes it
again. A process of its own does the job and is struck; this one looks at what is true meanwhile
and afterwards, goes on with the job, and looks again.
"""

import argparse
import logging
import multiprocessing
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from core.errors import ServiceError
from tests.databases import KINDS as DATABASES
from tests.databases import drop_database, filled_database
from tests.faults.judging import Judge, told_by
from tests.faults.place import Place, run_beside
from tests.faults.striking import KINDS, Fault, Points, as_the_step_begins, be_impatient
from tests.faults.visit import STEPS, Visit, put_right, take

MOST_TRIES = 4
"""So often somebody tries a step again before they give up."""
_BEFORE_A_CASE = ("sign", "keep", "resume", "submit")
_TWICE = ("submit", "rate", "withdraw", "upload", "receipt", "look", "publish")
_PROCESSES = multiprocessing.get_context("fork")


@dataclass
class Outcome:
    """What came of faults: how many struck where, what was told, and what was wrong."""

    struck: Counter = field(default_factory=Counter)
    refusals: Counter = field(default_factory=Counter)
    lost: list = field(default_factory=list)
    twice: list = field(default_factory=list)
    untrue: list = field(default_factory=list)
    stuck: list = field(default_factory=list)
    on_screen: int = 0
    """Visits that a killed process had just taken back: what is on a screen goes with it."""

    @property
    def wrong(self):
        return [*self.lost, *self.twice, *self.untrue, *self.stuck]


class Faults:
    """Strikes the job in a place, one fault after another."""

    def __init__(self, place, seed):
        self._place, self._seed, self._judge = place, seed, Judge(place)
        self.outcome = Outcome()
        self._points = self._rehearsed()

    def fault_of(self, number):
        """Return one fault; every kind and every step comes up, in turns."""
        draw = Random(f"{self._seed}:{number}")
        kind = list(KINDS)[number % len(KINDS)]
        places = [
            (step, point)
            for step in STEPS
            for point in KINDS[kind]
            if self._points[step].get(point)
        ] or [(step, "") for step in _steps_for(kind)]
        step, point = draw.choice(places)
        count = self._points[step].get(point, 1)
        return Fault(kind, step, point, draw.randrange(count), draw.random() < 0.5, number)

    def strike(self, number):
        """Do the job once with a fault in it, and write down what came of it."""
        fault = self.fault_of(number)
        visit = Visit(f"fault-{self._seed}-{number}", publishes=fault.step == "publish")
        if visit.publishes:
            self._place.log_in()
            self._place.draft_anew()
        self._judge.begin()
        visit = self._attended(visit, fault)
        self._judged(visit, fault)
        self._gone_on_with(visit, fault)
        self._judged(visit, fault)

    def verify(self):
        """Look whether every case is whole, as ``history verify`` does."""
        report = self._place.verified()
        self.outcome.lost += [f"history verify: {problem}" for problem in report.problems]
        return report.cases

    def _rehearsed(self):
        """Return how many points each step has: the job is done once without a fault."""
        self._place.draft_anew()
        parent, there = _PROCESSES.Pipe()
        self._place.close()
        child = _PROCESSES.Process(target=_rehearse, args=(self._place, there, self._seed))
        child.start()
        found = parent.recv()
        child.join()
        return found

    def _attended(self, visit, fault):
        """Let another process do the job, and judge whatever it is told; return what it has."""
        parent, there = _PROCESSES.Pipe()
        self._place.close()
        child = _PROCESSES.Process(target=_do, args=(self._place, visit, fault, there), daemon=True)
        child.start()
        there.close()
        visit = self._listened(parent, visit, fault)
        child.join()
        if child.exitcode == -signal.SIGKILL:
            self.outcome.struck[fault.kind, fault.step] += 1
        elif child.exitcode:
            self.outcome.stuck.append(f"{fault}: the process ended with {child.exitcode}")
        return visit

    def _listened(self, parent, visit, fault):
        """Judge whatever the other process is told, until it has nothing more to say."""
        before = {}
        with suppress(EOFError):
            while True:
                what, visit, *more = parent.recv()
                if what == "about":
                    before = self._judge.before()
                elif what == "told":
                    self._hear(fault, visit, *more, before=before)
                elif what == "struck":
                    self.outcome.struck[fault.kind, fault.step] += 1
                parent.send("go on")
        return visit

    def _hear(self, fault, visit, step, error, *, before):
        self.outcome.refusals[error.key] += 1
        untrue = self._judge.untrue(step, visit, error, before)
        if untrue:
            self.outcome.untrue.append(f"{fault}: {step}: {untrue}")

    def _gone_on_with(self, visit, fault):
        """Take what steps are left, as somebody does who comes back."""
        if self._was_on_screen(visit, fault):
            self.outcome.on_screen += 1
            visit.done.append("resume")
        for step in visit.steps:
            for again in range(MOST_TRIES):
                try:
                    take(step, visit, self._place)
                    break
                except ServiceError as error:
                    put_right(error, visit, self._place)
                    if again == MOST_TRIES - 1:
                        self.outcome.stuck.append(f"{fault}: {step}: {error}")
                        return

    def _was_on_screen(self, visit, fault):
        is_killed = (fault.kind, fault.step) == ("killed", "resume")
        return is_killed and "resume" not in visit.done and not self._judge.is_kept(visit)

    def _judged(self, visit, fault):
        self.outcome.lost += [f"{fault}: {number}" for number in self._judge.lost(visit)]
        self.outcome.twice += [f"{fault}: {number}" for number in self._judge.twice(visit)]


def _steps_for(kind):
    if kind.startswith("file"):
        return _BEFORE_A_CASE
    return _TWICE if kind == "two at once" else STEPS


def _rehearse(place, to, seed):
    place.reopen()
    points, visit = Points(place, None), Visit(f"rehearsal-{seed}", publishes=True)
    for step in visit.steps:
        with points.within(step):
            take(step, visit, place)
    to.send(points.counts)


def _do(place, visit, fault, to):
    """Do the job in a process of its own, and say before and after what comes of each step."""
    try:
        be_impatient()
        place.reopen()
        points = Points(place, fault)
        for step in visit.steps:
            _take(step, visit, place, points=points, fault=fault, to=to)
    except BaseException:
        traceback.print_exc()
        raise


def _take(step, visit, place, *, points, fault, to):
    for again in range(MOST_TRIES):
        _say(to, "about", visit)
        error = _tried(step, visit, place, points=points, fault=None if again else fault)
        if error is None:
            break
        place.engine.dispose()
        _say(to, "told", visit, step, told_by(error))
        put_right(error, visit, place)
    else:
        raise error
    _say(to, "struck" if step == fault.step else "done", visit)


def _tried(step, visit, place, *, points, fault):
    """Take a step, with the fault if it is its turn; return what somebody is told."""
    works = [lambda: take(step, visit, place)]
    try:
        with points.within(step):
            if fault is None or fault.point or fault.step != step:
                works[0]()
            elif fault.kind == "two at once":
                run_beside(works * 2)
            else:
                with as_the_step_begins(fault, place, visit):
                    works[0]()
    except ServiceError as error:
        return error
    except AssertionError:
        raise
    except Exception as error:
        traceback.print_exc()
        return error
    return None


def _say(to, *what):
    to.send(what)
    to.recv()


def strike_all(database, seed, first, number, *, tell=lambda _: None):
    """Strike so many times in a database of one kind; return what came of it."""
    logging.disable()
    with TemporaryDirectory(prefix="faults-") as folder, warnings.catch_warnings(action="ignore"):
        url = filled_database(database, Path(folder))
        place = Place(url, folder)
        place.begin_publishing()
        faults = Faults(place, seed)
        for number_struck in range(first, first + number):
            faults.strike(number_struck)
            tell(faults.outcome)
        cases = faults.verify()
        place.leave()
        drop_database(url)
    logging.disable(logging.NOTSET)
    return faults.outcome, cases


def main():
    """Strike on both databases; exit with 1 if anything was lost, twice, untrue or stuck."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("databases", nargs="*", default=DATABASES, metavar="DATABASE")
    arguments.add_argument("--number", type=int, default=500)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    wrong = 0
    for database in given.databases:
        began = time.monotonic()
        outcome, cases = strike_all(
            database, given.seed, given.first, given.number, tell=partial(_count, database)
        )
        _report(database, outcome, cases=cases, seconds=time.monotonic() - began)
        wrong += len(outcome.wrong)
    raise SystemExit(int(bool(wrong)))


def _count(database, outcome):
    """Say how far it is: now and then, since many faults take long."""
    if outcome.struck.total() % 25 == 0 or sys.stdout.isatty():
        sys.stdout.write(f"{database}: {outcome.struck.total()}, wrong: {len(outcome.wrong)}\n")
        for fault in outcome.wrong:
            sys.stdout.write(f"    {fault}\n")
        sys.stdout.flush()


def _report(database, outcome, *, cases, seconds):
    kinds, steps = Counter(), Counter()
    for (kind, step), number in outcome.struck.items():
        kinds[kind] += number
        steps[step] += number
    lines = [
        f"\n{database}: {outcome.struck.total()} faults in {seconds:.0f} s, {cases} cases",
        f"  kinds: {_listed(kinds)}",
        f"  steps: {_listed(steps)}",
        f"  refusals: {_listed(outcome.refusals)}",
        f"  visits on the screen of a process that was killed: {outcome.on_screen}",
        f"  lost {len(outcome.lost)}, twice {len(outcome.twice)}, "
        f"untrue {len(outcome.untrue)}, stuck {len(outcome.stuck)}",
        *(f"    {fault}" for fault in outcome.wrong),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _listed(counts):
    return ", ".join(f"{name} {number}" for name, number in counts.most_common())


if __name__ == "__main__":
    main()
