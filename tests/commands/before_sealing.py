"""An installation as the program of migration 0009 left it: plain rows, plain files, no keys."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import timedelta

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from pydantic import TypeAdapter

from adapters.system import now, random_symbols
from core.cases.models import Application, Case, CaseStatus, Upload
from core.cases.numbering import ALPHABET, case_number
from core.cases.signatures import Signature, SigningWay
from core.review.models import Correction, Fault
from core.services.citizens import Credentials
from core.services.citizens.keep_visits import VisitKeeper
from core.services.citizens.sealed_visits import VisitState
from core.training.scenarios import read_scenario
from core.working_days import day_of
from db.engine import open_engine
from db.tables import CatalogueFileRow, ThemeVersionRow
from db.upgrading import MIGRATIONS
from tests.databases import filled_database
from tests.db.content import NOW, add_plain, an_event
from tests.fakes import FakeFiles
from tests.keys import SEALER
from tests.papers import PDF
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, install

REVISION = "0009"
HALL = "demo"
MARK = "欧阳霁月"
TABLES = (
    "catalogue_file",
    "theme_draft",
    "theme_version",
    "service_case",
    "case_event",
    "case_file",
    "staff_account",
    "staff_session",
    "answer_count",
    "finding_acceptance",
    "phone_link",
    "phone_file",
    "kept_visit",
    "help_call",
    "pace",
    "file_hold",
    "correction",
)
_APPLICATION = TypeAdapter(Application)
_INK = b"drawn by hand"
_DONE = (
    (("printed", {}),),
    (("asked", {"matter": "GA-01", "items": 1}),),
    (("asked", {"matter": "GA-01", "items": 1}), ("corrected", {}), ("rated", {"level": 5})),
    (("withdrawn", {}),),
)
"""What happened to cases after they were received, by turns."""


@dataclass(frozen=True)
class Kept:
    """One case of that time, what was asked to be put right in it, and its files."""

    case: Case
    corrections: tuple[Correction, ...]
    contents: tuple[bytes, ...]
    asked: Credentials

    @property
    def digests(self):
        return tuple(map(_digest, self.contents))


def install_before(url):
    """Make the tables as they were, with nothing in them."""
    config, engine = Config(), open_engine(url)
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, REVISION)
    return engine


def fill_before(engine, folder, number):
    """Write the library, so many cases, and what else was kept; return cases and a slip."""
    hall = install(filled_database("sqlite", folder / "of-today"), folder / "of-today")
    given = [
        hall.kiosk.handing_in.submit(application_of(read_scenario(file), hall.kiosk, file.name))
        for file in sorted((ASSETS / "scenarios").glob("S0[1-3].yaml"))
    ]
    made = [_case(given[place % len(given)], place) for place in range(number)]
    with engine.begin() as connection:
        _copy_library(hall.engine, connection)
        for made_case in made:
            add_plain(connection, made_case.case, HALL, corrections=made_case.corrections)
        slip = _pass_on(connection, made[0].case.application)
    hall.engine.dispose()
    for content in {content for made_case in made for content in made_case.contents}:
        path = plain_path(folder, content)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return made, slip


def plain_path(folder, content):
    """Return where a file lay: under its digest, as it is."""
    digest = _digest(content)
    return folder / "files" / digest[:2] / digest[2:4] / digest


def rows_in(engine):
    """Return every row of the tables of that time, but for what sealing adds and may add."""
    found = {}
    with engine.connect() as connection:
        for table in TABLES:
            rows = connection.execute(sa.text(f"SELECT * FROM {table}")).mappings()
            found[table] = sorted(
                json.dumps(
                    {**row, "last_digest": ""}, sort_keys=True, default=str, ensure_ascii=False
                )
                for row in rows
                if row.get("action") != "sealed"
            )
    return found


def _case(given, place):
    number, document = _number(place), given.application
    content = PDF + f"%{MARK}{place}".encode()
    said = _APPLICATION.dump_json(document).decode()
    said = said.replace(given.applicant_name, f"{MARK}{place}")
    for name in ("principal", "agent"):
        identity = document.values.get(f"per.id_no@{name}")
        if identity:
            said = said.replace(identity, f"{identity[:14]}{place:04}")
    ink = Signature(
        "case.sign@principal", "", "", SigningWay.DRAWN, f"{MARK}{place}", "", _digest(_INK)
    )
    upload = Upload(
        "mat.id",
        "principal",
        f"{MARK}{place}.pdf",
        "application/pdf",
        len(content),
        _digest(content),
    )
    application = _APPLICATION.validate_json(said)
    application = replace(
        application,
        submission_key=f"key {MARK} {place}",
        uploads=(upload,),
        signatures=(*application.signatures, ink),
    )
    history = ()
    for action, details in (("received", {"uploads": 1}), *_DONE[place % 4]):
        history += (an_event(history, number, action, **details),)
    case = replace(
        given,
        number=number,
        application=application,
        history=history,
        applicant_name=f"{MARK}{place}",
        received_at=history[0].at,
        status=CaseStatus.WITHDRAWN if place % 4 == 3 else CaseStatus.RECEIVED,
    )
    asked = Credentials(number, f"{place:04}", place=number)
    return Kept(case, _corrections(place, case.matters[0]), (content, _INK), asked)


def _corrections(place, matter):
    if place % 4 not in (1, 2):
        return ()
    fault = Fault("F01", f"名称 {MARK}", f"与招牌不同 {MARK}", f"写招牌上的 {MARK}")
    asked = Correction(matter, 1, fault, "officer", NOW, day_of(NOW + timedelta(days=14)))
    answered = replace(asked, answer=f"招牌 {MARK}{place}", answered_at=NOW)
    return (answered if place % 4 == 2 else asked,)


def _copy_library(source, connection):
    """Copy the library and the versions of the themes: their tables are what they were."""
    with source.connect() as there:
        for table in (CatalogueFileRow.__table__, ThemeVersionRow.__table__):
            rows = [dict(row) for row in there.execute(sa.select(table)).mappings()]
            connection.execute(sa.insert(table), rows)


def _pass_on(connection, application):
    """Let somebody leave a visit for later and call, and the staff have accounts and drafts."""
    kept = []
    stores = _Stores(kept)
    keeper = VisitKeeper(
        transaction=lambda: stores,
        clock=now,
        randomness=random_symbols,
        sealer=SEALER,
        leases=FakeFiles(),
    )
    slip = keeper.keep(VisitState(application, {"at": MARK}))
    row = {"digest": kept[0].digest, "sealed": kept[0].sealed, "tries_left": 3}
    at, later = "2026-11-24 02:32:07.123456", str(kept[0].expires_at.replace(tzinfo=None))
    words = {"hall": HALL, "mark": MARK, "at": at, "later": later, "none": b"", **row}
    words["document"] = json.dumps({"name": MARK}, ensure_ascii=False)
    for statement in _PASSED_ON:
        connection.execute(sa.text(statement), words)
    return slip


_PASSED_ON = (
    "INSERT INTO kept_visit (hall, digest, sealed, expires_at, tries_left) "
    "VALUES (:hall, :digest, :sealed, :later, :tries_left)",
    "INSERT INTO help_call (number, hall, kiosk, step, called_at, answered_by) "
    "VALUES (1, :hall, :mark, :mark, :at, '')",
    "INSERT INTO theme_draft VALUES ('X01', :document, 1, :at, 'policy')",
    "INSERT INTO finding_acceptance (theme_code, rule, place, number, reason, accepted_by, "
    "accepted_at) VALUES ('X01', 'rule', 'place', 1, :mark, 'policy', :at)",
    "INSERT INTO staff_account VALUES ('policy', :mark, '[]', '', 'hash', TRUE)",
    "INSERT INTO phone_link VALUES (:hall, 'link', :mark, 'doc', 's', 'paper', :later, :none)",
    "INSERT INTO phone_file VALUES (1, :hall, 'link', 'doc', 's', :mark, 'image/png', 3, 'd')",
    "INSERT INTO file_hold VALUES (:hall, :mark, 'd', :later)",
)


class _Stores:
    """Takes a kept visit, where the store of today would encrypt it."""

    def __init__(self, kept):
        self._kept, self.visits, self.leases = kept, self, self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def keep(self, visit):
        self._kept.append(visit)

    def extend(self, *_):
        return None


def _digest(content):
    return hashlib.sha256(content).hexdigest()


def _number(place):
    symbols = ""
    for _ in range(7):
        place, at = divmod(place, len(ALPHABET))
        symbols += ALPHABET[at]
    return case_number(day_of(NOW), symbols)
