"""Whatever one row comes to hold, every list goes on with all others, and nothing of it is told.

All columns of all tables are spoilt with `SPOIL=all`; otherwise as many as there is time for.
"""

import logging
import os
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial
from random import Random

import psycopg
import pytest
from sqlalchemy import JSON, Boolean, Float, Integer, LargeBinary, String
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

from adapters.system import random_symbols
from core.attempts import Limit
from core.cases.paper_forms import EmergencyForm
from core.errors import ServiceError
from core.fees.payments import PartState, Payment, PaymentPart, PaymentState
from core.materials.screening import Screened, ScreenState
from core.ports import Draft, DraftStep, InboxMessage, KeptImport, PullAction, PullEvent
from core.review.department_messages import OutboxMessage
from core.review.tasks import ReviewRun, TaskDay, TaskFilter
from core.services.citizens import Credentials
from core.services.citizens.keep_visits import VisitKeeper
from core.services.setting_aside import newest_versions, sound_drafts, tell_set_aside
from core.services.theme_documents import document_of
from core.staff.access import Look, LookSearch
from core.staff.account_events import AccountAction, AccountEvent, EventSearch
from core.staff.models import Account, Role, StaffMember, StaffSession
from core.themes.confirming.models import RoundAction
from core.themes.proposing.deciding import Decision, Verdict
from core.themes.proposing.proposal import Candidate, ProposalKind
from core.themes.terms import TermAction, ThemeTerm
from core.themes.verifying.acceptances import Acceptance
from core.training.kept_scenarios import KeptScenario, ScenarioOrigin
from core.training.quiz_records import KeptClass, QuizAnswer, Trainee
from core.training.scenario_drafts import ScenarioDraft
from core.visits.models import PhoneLink
from core.visits.time_estimates import ElapsedTotal, StepKind
from tests.db.content import add_life, drop_triggers
from tests.fakes import NOW
from tests.keys import SEALER
from tests.papers import PDF
from tests.services.applications import CODE, application_of
from tests.services.conftest import installed
from tests.services.test_racing import STATE

MARK = "MARKER"
SOON = NOW + timedelta(days=9000)
SAID = (
    '{"code":"A","department":"D","name":"A","processing":"committed","committed_days":1,'
    '"onsite_visits":0,"channels":[],"legal_basis":[],"results":[],"fields":[],"materials":[]}'
)
TRIES = Limit(1, (timedelta(minutes=1),), forgotten_after=timedelta(days=1))
FEW = 20
OF_MATTER = TaskFilter(matters=("SCJG-01",))
TODAY = TaskDay(NOW.date(), NOW.date())
NEVER_READ = {"alembic_version", "case_event", "case_log", "data_key", "purge"}
"""An entry is read with its case; the length of the log is only counted on; what is under a key
that is spoilt is gone with it (`test_at_rest.py`); no list is made of what was purged."""


NOT_SPOILT = {"hall", "username"}
"""With another hall it is somebody else's; a counter under another name is begun anew."""


@dataclass(frozen=True)
class Filled:
    """A hall in which something stands in every table."""

    kind: str
    hall: object
    asked: Credentials
    keeper: VisitKeeper
    slip: object
    raw: object


@pytest.fixture(scope="module")
def filled(kind, tmp_path_factory, hairdresser):
    with installed(kind, tmp_path_factory.mktemp("hall")) as hall:
        kiosk = hall.kiosk
        case = kiosk.handing_in.submit(application_of(hairdresser, kiosk, "one"), code=CODE)
        kiosk.handing_in.submit(application_of(hairdresser, kiosk, "two"), code=CODE)
        keeper = VisitKeeper(
            transaction=hall.transaction,
            clock=lambda: NOW,
            leases=kiosk.materials.leases,
            sealer=SEALER,
            randomness=random_symbols,
        )
        slip = keeper.keep(STATE)
        keeper.keep(STATE)
        fill(hall, case)
        drop_triggers(hall.engine)
        asked = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])
        with opened_raw(kind, hall.url) as raw:
            yield Filled(kind, hall, asked, keeper, slip, raw)


def kept_import():
    state = {"decisions": {}, "codes": {}, "rows": 0}
    return KeptImport("", "policy", "WJ", "a file", state, 0, NOW, NOW)


def a_payment(case_number, number):
    parts = (PaymentPart("A", "a fee", Decimal("80.00"), PartState.SURPLUS),)
    key = f"{case_number}-{number}"
    return Payment(key, case_number, parts, NOW, PaymentState.PAID, "a code", "a ticket", NOW)


def change_library(stores):
    for name in ("departments.yaml", "subjects.yaml"):
        content = stores.catalogue.file(name).content
        stores.catalogue.put({name: content + b"\n"}, at=NOW, by="policy", reason="a reason")


def talk_with_departments(stores, case):
    of_case = ("WJ", case.number, case.matters[0], "received", 1, NOW, NOW)
    stores.outbox.add([OutboxMessage(message, *of_case) for message in ("1f", "2f")])
    for message in ("1f", "2f"):
        stores.inbox.hold(InboxMessage("WJ", message, "d", NOW, problem="error.unknown"))


def train(stores):
    for n, code in enumerate(("T02-9", "T03-9")):
        written = ScenarioOrigin.WRITTEN
        stores.scenarios.save(KeptScenario(code, code, "format: 2", written, "policy", NOW))
        stores.quizzes.open(KeptClass(code, {"title": "a class"}, "policy", NOW, SOON))
        stores.quizzes.join("T02-9", Trainee(n + 1, code, NOW), digest=code)
        stores.quizzes.answer("T02-9", QuizAnswer(1, n, 0, True, NOW))


def anonymise(stores):
    for number in ("261124-ACDE-FGHY", "261124-ACDE-FGJX"):
        seen = (("text", "a label"),)
        stores.scenario_drafts.add(ScenarioDraft(number, "format: 2", "watch", NOW, seen))


def print_forms(stores):
    for number in ("261124-ACDE-FGHY", "261124-ACDE-FGJX"):
        printed = EmergencyForm(number, "T02", 1, NOW, "window", "a digest", "salt")
        stores.paper_forms.add(printed)


def fill(hall, case):
    other = hall.kiosk.materials.leases.put(PDF, holder="somebody")
    for kiosk in ("1", "2", "3"):
        hall.kiosk.assistance.help.call(kiosk=kiosk, step="form")
    with hall.transaction() as stores:
        add_life(stores, stores.cases.get(case.number), matter=case.matters[0])
        stores.persons.cases_of("nobody")  # whoever looks notes who stands in each case
        for code in ("T02", "T03"):
            theme = stores.themes.latest(code).theme
            stores.themes.save_draft(Draft(code, document_of(theme), 1, NOW, "policy"))
            stores.rounds.events(code, to_change=True)
            stores.rounds.append(code, RoundAction.WITHDRAWN, {"words": "x"}, at=NOW, by="policy")
            stores.terms.add(code, ThemeTerm(TermAction.EFFECTIVE, NOW.date(), NOW, "policy", 1))
            stores.account_log.add(AccountEvent(NOW, "boss", AccountAction.ADDED, code))
            stores.acceptances.add(code, Acceptance("rule", "at", "a reason", "policy", NOW))
            stores.acceptances.add(code, Acceptance("rule", "there", "a reason", "policy", NOW))
            stores.answers.count(code, {"q": "yes", "r": "no"})
            said = Decision(code, Verdict.DECLINED, "", "a reason", "policy", NOW)
            stores.steps.add(code, DraftStep(1, "made", (), NOW, "policy"), document_of(theme))
            stores.pulls.add(PullEvent(code, 1, PullAction.PULLED, SAID, NOW, "policy"))
            stores.imports.add(kept_import(), b"PK")
            stores.proposals.add(Candidate(ProposalKind.REMOTE, (), {}, ("WJ",)), said)
        change_library(stores)
        talk_with_departments(stores, case)
        train(stores)
        anonymise(stores)
        stores.payments.add(a_payment(case.number, 1))
        stores.payments.add(a_payment(case.number, 2))
        stores.tasks.note_run(ReviewRun(NOW, 0))
        print_forms(stores)
        for name in ("window", "policy"):
            member = StaffMember(name, name, (Role.POLICY,), "")
            stores.staff.add_account(Account(member, "hash", True))
            stores.staff.add_session(StaffSession(name, name, NOW, SOON, NOW, timedelta(hours=1)))
            stores.visits.add_link(PhoneLink(name, "one", "d", "s", "p", SOON))
            stores.visits.add_file(name, case.application.uploads[0])
            stores.attempts.count(name, TRIES, at=NOW)
        for number in (case.number, ""):
            stores.access.add([Look(NOW, "window", "office.forms", number, "WJ-01", "form")])
        stores.elapsed_times.add({work: ElapsedTotal(1, 2.0) for work in list(StepKind)[:2]})
        for digest in (other, case.application.uploads[0].digest):
            stores.screens.write(Screened(digest, ScreenState.QUARANTINED, NOW, "a finding"))
        stores.catalogue.put({"matters/NEW.yaml": b"a: 1"}, at=NOW, by="policy", reason="why")
        stores.leases.hold(other, holder="another", until=SOON)


@contextmanager
def opened_raw(kind, url):
    """Open a database past the program: no keys, no triggers, no types."""
    if kind == "sqlite":
        with sqlite3.connect(make_url(url).database, isolation_level=None, timeout=20) as raw:
            yield raw.execute
    else:
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as raw:
            raw.execute("SET session_replication_role = replica")
            yield raw.execute


def values_for(kind, column):
    """Return SQL of values that a column can be brought to hold and ought not to."""
    types = {
        "bytes": LargeBinary,
        "text": String,
        "number": (Integer, Float, Boolean),
        "json": JSON,
    }
    given = getattr(column.type, "impl", column.type)  # a type of ours, or the database's own
    found = (name for name, kind in types.items() if isinstance(given, kind))
    return VALUES[kind][next(found, "moment")]


BYTES = f"X'{MARK.encode().hex()}'"
NOT_UTF8 = f"CAST(X'ff{MARK.encode().hex()}ff' AS TEXT)"
WORD, LIST = f"'\"{MARK}\"'", f"'[[\"{MARK}\"]]'"
LONG_NUMBER = f"'{{\"{MARK}\": {'9' * 5000}}}'"
VALUES = {
    "postgresql": {
        "json": (WORD, LIST, LONG_NUMBER, "'null'"),
        "bytes": (),
        "text": (f"'{MARK}'",),
        "number": (),
        "moment": ("'infinity'",),
    },
    "sqlite": {
        "json": (WORD, LIST, LONG_NUMBER, "'null'", NOT_UTF8, f"'{{\"{MARK}'", "7"),
        "bytes": (f"'{MARK}'", "7"),
        "text": (f"'{MARK}'", NOT_UTF8, BYTES),
        "number": (f"'{MARK}'", NOT_UTF8, BYTES),
        "moment": (f"'{MARK}'", NOT_UTF8, BYTES, "7"),
    },
}


def is_row_number(column):
    """Say whether it is what SQLite itself numbers rows by, where nothing else fits in."""
    return isinstance(column.type, Integer) and list(column.table.primary_key) == [column]


def ways_to_spoil(kind):
    every = [
        (table.name, column, value)
        for table in SQLModel.metadata.sorted_tables
        if table.name not in NEVER_READ
        for column in table.columns
        if column.name not in NOT_SPOILT and not is_row_number(column)
        for value in values_for(kind, column)
    ]
    return every if os.environ.get("SPOIL") == "all" else Random(20261129).sample(every, FEW)


@contextmanager
def spoilt(filled, table, column, value):
    """Let one row hold something else for a while."""
    row, old = taken(filled, table, column)
    name = f'"{column.name}"'
    if filled.kind == "sqlite":
        filled.raw(f"UPDATE {table} SET {name} = {value} WHERE rowid = {row}")
        yield
        filled.raw(f"UPDATE {table} SET {name} = {old} WHERE rowid = {row}")
        return
    changed = f"UPDATE {table} SET {name} = {{}} WHERE ctid = '{{}}' RETURNING ctid::text"
    (row,) = filled.raw(changed.format(value, row)).fetchone()
    yield
    kind = column.type.compile(dialect=filled.hall.engine.dialect)
    same = f"{name}::text = ({value})::{kind}::text"
    last = filled.raw(f"SELECT ctid::text FROM {table} WHERE {same}")
    rows = [value for (value,) in last.fetchall()]
    for row_found in [row] if row in rows else rows[:1]:  # what was counted anew is in order
        filled.raw(changed.format(old, row_found))


def taken(filled, table, column):
    name = f'"{column.name}"'
    if filled.kind == "sqlite":
        asked = f"SELECT rowid, quote({name}) FROM {table} ORDER BY rowid LIMIT 1"
        (found,) = filled.raw(asked).fetchall()
        return found
    kind = column.type.compile(dialect=filled.hall.engine.dialect)
    asked = f"SELECT ctid::text, quote_nullable({name}::text) || '::{kind}' FROM {table} LIMIT 1"
    (found,) = filled.raw(asked).fetchall()
    return found


LISTS = {
    "drafts": lambda stores: stores.themes.drafts(),
    "usable drafts": sound_drafts,
    "versions": newest_versions,
    "library": lambda stores: stores.catalogue.files(),
    "cases": lambda stores: stores.cases.latest(50),
    "accounts": lambda stores: stores.staff.accounts(),
    "account log": lambda stores: stores.account_log.found(EventSearch(), at_most=9),
    "calls": lambda stores: stores.help.open_calls(),
    "proposals": lambda stores: stores.proposals.all(),
    "imports": lambda stores: stores.imports.of("policy"),
    "acceptances": lambda stores: stores.acceptances.of("T02"),
    "counts": lambda stores: stores.answers.counts("T02"),
    "looks": lambda stores: stores.access.found(LookSearch(), skip=0, limit=100),
    "pace": lambda stores: stores.elapsed_times.observed(),
    "refused steps": lambda stores: stores.inbox.refused(9),
    "tasks": lambda stores: stores.tasks.found(OF_MATTER, TODAY, limit=50),
    "paper forms": lambda stores: stores.paper_forms.listed(None, limit=9),
    "scenarios": lambda stores: stores.scenarios.all(),
    "scenario drafts": lambda stores: stores.scenario_drafts.all(),
    "classes": lambda stores: stores.quizzes.all(),
    "trainees": lambda stores: stores.quizzes.trainees("T02-9"),
    "quiz answers": lambda stores: stores.quizzes.answers("T02-9"),
    "quarantine": lambda stores: stores.screens.in_state(ScreenState.QUARANTINED),
}
OTHERS = {
    "package": lambda stores: stores.catalogue.read(),
    "running": lambda stores: stores.cases.running_by_version("SCJG-01"),
    "session": lambda stores: stores.staff.session("window"),
    "rounds": lambda stores: stores.rounds.themes(),
    "codes": lambda stores: stores.themes.draft_codes(),
    "outbox": lambda stores: stores.outbox.counts(),
    "claim": lambda stores: stores.outbox.claim("WJ", NOW, until=NOW),
    "unsettled": lambda stores: stores.payments.unsettled(limit=9),
    "waiting": lambda stores: stores.help.is_open(1),
    "attempt": lambda stores: stores.attempts.count("window", TRIES, at=NOW),
}
OF_ONE = {
    "case": lambda stores, filled: stores.cases.get(filled.asked.number),
    "payments": lambda stores, filled: stores.payments.of(filled.asked.number),
    "corrections": lambda stores, filled: stores.corrections.of(filled.asked.number),
    "account": lambda stores, filled: stores.staff.account("window"),
    "draft": lambda stores, filled: stores.themes.draft("T02"),
    "rounds": lambda stores, filled: stores.rounds.events("T02"),
    "version": lambda stores, filled: stores.themes.latest("T02"),
    "link": lambda stores, filled: stores.visits.link("window"),
    "log": lambda stores, filled: stores.log.entries(0, 100),
}


def read_all(filled):
    """Read every list; return how long each is. What is said of one record may be refused."""
    found = {}
    for name, read in {**LISTS, **OTHERS}.items():
        with filled.hall.transaction() as stores:
            read_now = read(stores)
        found[name] = len(read_now) if name in LISTS else 0
    for read in OF_ONE.values():
        refused_at_most(lambda read=read: in_transaction(filled, read))
    return found


def in_transaction(filled, read):
    with filled.hall.transaction() as stores:
        return read(stores, filled)


def refused_at_most(work):
    refused = None
    try:
        work()
    except ServiceError as error:
        refused = error
    assert refused is None or (MARK not in str(refused) and refused.__cause__ is None)


def act_as_citizens(filled):
    kiosk = filled.hall.kiosk
    assert len(kiosk.consulting.themes()) >= 10
    kiosk.materials.leases.sweep()
    kiosk.assistance.help.call(kiosk="3", step="form")
    kiosk.visits.time_estimates.observe({})
    refused_at_most(partial(kiosk.tracking.look, filled.asked))
    refused_at_most(partial(kiosk.handing_in.receipt, filled.asked.number))


def test_one_spoilt_value_stops_no_list_and_is_never_told(filled, caplog):
    whole = read_all(filled)
    act_as_citizens(filled)
    assert min(whole[name] for name in LISTS) >= 2
    for table, column, value in ways_to_spoil(filled.kind):
        caplog.clear()
        tell_set_aside.cache_clear()
        with caplog.at_level(logging.DEBUG), spoilt(filled, table, column, value):
            left = read_all(filled)
            act_as_citizens(filled)

        where = f"{table}.{column.name} = {value}"
        lost = {name: whole[name] - left[name] for name in LISTS}
        assert max(lost.values()) <= 1, f"{where}: {lost}"
        keys = [column_of_key.name for column_of_key in column.table.primary_key]
        assert column.name in keys or MARK not in caplog.text, where
    assert read_all(filled) == whole


@pytest.mark.parametrize(
    ("table", "column", "value", "named"),
    [
        ("theme_draft", "document", "'[]'", "theme_draft"),
        ("theme_draft", "document", "'{}'", "theme_draft"),
        ("service_case", "matters", "'7'", "service_case"),
        ("service_case", "status", "'forgotten'", "service_case"),
        ("staff_account", "roles", "'[\"nobody\"]'", "staff_account"),
        ("catalogue_file", "sha256", "'x'", "catalogue_file"),
        ("theme_version", "checksum", "'x'", "theme_version"),
    ],
)
def test_what_is_set_aside_is_named_to_whoever_looks_after_it(filled, table, column, value, named):
    (found,) = [
        candidate
        for candidate in SQLModel.metadata.tables[table].columns
        if candidate.name == column
    ]

    with spoilt(filled, table, found, value), filled.hall.transaction() as stores:
        set_aside = stores.records.spoilt()

    assert len(set_aside) == 1
    assert set_aside[0].startswith(named)
    with filled.hall.transaction() as stores:
        assert stores.records.spoilt() == ()
