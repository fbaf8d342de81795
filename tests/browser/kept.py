"""A visit that was kept beforehand: a test begins on the page that it is about.

The way to that page is walked by touch in the tests of whole visits.
"""

from pathlib import Path
from uuid import uuid4

from adapters.head_signing import lasting_secret
from adapters.purpose_keys import Purpose, purpose_key
from adapters.sealing import SecretSealer
from adapters.system import now, random_symbols
from core.cases.models import Application
from core.services.citizens.keep_visits import VisitKeeper
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.sealed_visits import VisitState
from db.engine import open_engine
from db.file_names import FileNames
from db.transactions import transactions_of
from tests.browser.driving import AGREE, KioskDriver
from tests.keys import KEYS, file_store


def go_on_with(
    kiosk: KioskDriver, folder: Path, theme: str, answers: dict, step: str = "form", **more
) -> None:
    """Keep a visit in the house whose data are in a folder, and take it up at the kiosk.

    Args:
        kiosk: The kiosk, at its first page.
        folder: Where the kiosk has its data.
        theme: The theme that was chosen.
        answers: What was answered.
        step: Where the visit was left.
        more: Whatever else an application says.
    """
    engine = open_engine(f"sqlite:///{folder / 'done_once.db'}", keyring=KEYS)
    transaction = transactions_of(engine, hall="demo")
    key = purpose_key(lasting_secret("", folder / "secret", make=True), Purpose.KEPT_VISITS)
    files = file_store(folder / "files", names=FileNames(engine, KEYS))
    keeper = VisitKeeper(
        transaction=transaction,
        clock=now,
        randomness=random_symbols,
        sealer=SecretSealer(key),
        leases=FileLeases(transaction=transaction, files=files, clock=now),
    )
    application = Application(
        uuid4().hex, theme, 1, **{"answers": dict(answers), "values": {}, **more}
    )
    kept = keeper.keep(VisitState(application, {"step": step}))
    engine.dispose()
    kiosk.press("resume")
    kiosk.at("slip_number").locator("input").fill(kept.number)
    kiosk.at("slip_code").locator("input").fill(kept.code)
    kiosk.press("main")
    assert kiosk.at("slip_code").count() == 0
    while kiosk.page.locator(AGREE).count():
        kiosk.agree()
