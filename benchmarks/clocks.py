"""An officer's due list over 100,000 open cases, its page, and 10,000 clocks that run out at once.

The cases are made in bulk in a PostgreSQL of its own: each has its key, its sealed name, its
history and its tasks. Run with ``python -m benchmarks.clocks [CASES]``.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, event, insert, text
from sqlmodel import Session

from core.cases.history import next_event
from core.cases.models import CaseOutline, CaseStatus, Event
from core.cases.numbering import ALPHABET
from core.review.tasks import TaskDay, TaskFilter
from core.services.operators.accept_by_silence import accept_by_silence
from core.services.review_steps import ReviewRules
from core.working_days import WEEKENDS_ONLY
from db.case_log import SqlCaseLog
from db.data_keys import Scope, bound_to
from db.engine import open_engine
from db.key_tables import DataKeyRow
from db.review_task_store import SqlReviewTaskStore
from db.tables import CaseEventRow, ServiceCaseRow
from db.theme_store import SqlThemeStore
from db.transactions import transactions_of
from db.vault import vault_of
from tests.databases import drop_database, filled_database
from tests.keys import KEYS
from tests.pages.designer.screens import Screen
from tests.staffing import open_office

HALL, THEME = "demo", "T02"
MATTERS = ("SCJG-01", "WJ-01")
CASES, CLOCKS, AT_ONCE, RUNS = 100_000, 10_000, 2_000, 20
EARLY, LATE = datetime(2026, 11, 2, 2, tzinfo=UTC), datetime(2026, 11, 24, 2, tzinfo=UTC)
NOW = datetime(2026, 11, 30, 2, tzinfo=UTC)
RULES = ReviewRules(WEEKENDS_ONLY)


def number_of(at: int) -> str:
    """Return a case number that no other has."""
    letters = ""
    for _ in range(8):
        at, place = divmod(at, len(ALPHABET))
        letters += ALPHABET[place]
    return f"261124-{letters[:4]}-{letters[4:]}"


def received(at: int) -> CaseOutline:
    """Return a case as it is received; the clocks of the first ones are over by now."""
    number = number_of(at)
    moment = (EARLY if at < CLOCKS else LATE) + timedelta(seconds=at)
    details = {"theme": THEME, "version": 1, "matters": list(MATTERS)}
    entry = next_event(
        (), case_number=number, at=moment, actor="kiosk", action="received", details=details
    )
    return CaseOutline(number, THEME, 1, "kiosk", MATTERS, moment, CaseStatus.RECEIVED, (entry,))


def add(session: Session, cases: Sequence[CaseOutline]) -> None:
    """Insert cases in bulk, as they would stand there one after another."""
    vault = vault_of(session, hall=HALL)
    keys = []
    for case in cases:
        place = (HALL, Scope.CASE, case.number)
        wrapped = KEYS.wrap(AESGCM.generate_key(256), bound_to=bound_to(place))
        row = dict(zip(("hall", "scope", "name"), place, strict=True))
        keys.append({**row, "key_id": wrapped.key_id, "wrapped": wrapped.content})
    session.execute(insert(DataKeyRow), keys)
    vault.rows.load_cases(case.number for case in cases)
    rows = [_row(case, vault) for case in cases]
    session.execute(insert(ServiceCaseRow), rows)
    events = [case.history[0] for case in cases]
    session.execute(insert(CaseEventRow), [_sealed(entry, vault) for entry in events])
    SqlCaseLog(session, hall=HALL).add(events)
    stores = SimpleNamespace(themes=SqlThemeStore(session))
    tasks = [task for case in cases for task in RULES.tasks(stores, case)]  # type: ignore[arg-type]
    SqlReviewTaskStore(session, hall=HALL).write(tasks, rules=RULES.digest)


def _row(case: CaseOutline, vault: Any) -> dict[str, Any]:
    name = f"申请人{case.number[-4:]}"
    values = {
        "hall": HALL,
        "number": case.number,
        "submission_key": case.number,
        "theme_code": case.theme_code,
        "theme_version": case.theme_version,
        "status": case.status,
        "applicant_name": name,
        "application": {},
        "matters": list(case.matters),
        "received_at": case.received_at,
        "last_digest": case.history[-1].digest,
        "name_marks": vault.look_ups.marks(name, hall=HALL),
    }
    return dict(vault.rows.seal(ServiceCaseRow, values))


def _sealed(entry: Event, vault: Any) -> dict[str, Any]:
    names = ("case_number", "sequence", "at", "actor", "action", "details", "previous", "digest")
    parts = {name: getattr(entry, name) for name in names}
    return {"hall": HALL, **vault.rows.seal(CaseEventRow, parts)}


def fill(engine: Engine, number: int) -> None:
    """Make so many cases; the planner counts the rows as they grow, else each write reads all."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for first in range(0, number, AT_ONCE):
            with Session(engine) as session, session.begin():
                add(session, [received(at) for at in range(first, min(first + AT_ONCE, number))])
            connection.execute(text("ANALYZE"))


def timed(engine: Engine) -> Iterator[str]:
    """Yield what was measured, line by line."""
    transaction, day = transactions_of(engine, hall=HALL), TaskDay.on(NOW.date(), WEEKENDS_ONLY)
    wanted = TaskFilter(departments=("SCJG",))
    asked: list[tuple[str, Any]] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(*called: Any) -> None:
        asked.append((called[2], called[3]))

    for name, work in (
        ("due list, a page of 50", lambda stores: stores.tasks.found(wanted, day, limit=50)),
        ("lights of the list", lambda stores: stores.tasks.lights(wanted, day)),
        ("number of the list", lambda stores: stores.tasks.count(wanted, day)),
        ("board of the hall", lambda stores: stores.tasks.board(day.today, LATE)),
    ):
        took = []
        for _ in range(RUNS):
            with transaction() as stores:
                begun = time.perf_counter()
                work(stores)
                took.append(time.perf_counter() - begun)
        yield f"{name}: median {1000 * median(took):.1f} ms, most {1000 * max(took):.1f} ms"
        if name.startswith(("due", "board")):
            statement, given = next(each for each in reversed(asked) if "review_task" in each[0])
            with engine.connect() as connection:
                plan = connection.exec_driver_sql(f"EXPLAIN ANALYZE {statement}", given)
                yield "\n".join(f"    {line}" for (line,) in plan)
    begun, ran = time.perf_counter(), time.process_time()
    accepted = accept_by_silence(transaction, RULES, at=NOW)
    seconds, busy = time.perf_counter() - begun, time.process_time() - ran
    yield f"{accepted} clocks ran out in {seconds:.1f} s, {busy:.1f} s of them ours"
    begun = time.perf_counter()
    again = accept_by_silence(transaction, RULES, at=NOW)
    yield f"{again} more when asked again, in {1000 * (time.perf_counter() - begun):.0f} ms"


def page_timed(url: str, folder: Path) -> str:
    """Return what a redraw of the page 我的办件 costs the server; the first draw counts anew."""
    office = open_office(folder, url)
    office.clock.now = NOW
    screen = Screen(office)
    screen.log_in("health")
    screen.visit("tasks")
    took = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        screen.look_again()
        took.append(time.perf_counter() - begun)
    return f"page of the list: median {1000 * median(took):.1f} ms, most {1000 * max(took):.1f} ms"


def main() -> None:
    """Make the cases and print what was measured."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with TemporaryDirectory() as folder:
        url = filled_database("postgresql", Path(folder))
        engine = open_engine(url, keyring=KEYS)
        fill(engine, number)
        sys.stdout.write(f"{number} open cases, {number * len(MATTERS)} tasks\n")
        sys.stdout.write(f"{page_timed(url, Path(folder))}\n")
        for line in timed(engine):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        engine.dispose()
        drop_database(url)


if __name__ == "__main__":
    main()
