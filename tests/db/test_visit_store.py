from datetime import UTC, datetime, timedelta

from core.cases.models import Upload
from core.visits.models import KeptVisit, PhoneLink
from db.transactions import stores_in

NOW = datetime(2026, 11, 24, 2, 32, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)
LINK = PhoneLink("a" * 64, "visit-1", "plan", "premises", "平面图", LATER)
FILE = Upload("plan", "premises", "照片.jpg", "image/jpeg", 3, "d" * 64)


def test_files_come_by_a_link_and_are_taken_once_in_their_order(engine):
    with stores_in(engine, hall="demo") as stores:
        stores.visits.add_link(LINK)
        for name in ("1", "2"):
            stores.visits.add_file(
                LINK.digest, Upload("plan", "premises", name, "image/jpeg", 3, "d" * 64)
            )
    with stores_in(engine, hall="demo") as stores:
        assert stores.visits.link(LINK.digest) == LINK
        assert stores.visits.waiting_files(LINK.digest) == 2
        assert [file.name for file in stores.visits.take_files(LINK.digest)] == ["1", "2"]
    with stores_in(engine, hall="demo") as stores:
        assert stores.visits.take_files(LINK.digest) == ()


def test_another_hall_knows_nothing_of_it(engine):
    with stores_in(engine, hall="demo") as stores:
        stores.visits.add_link(LINK)
        stores.visits.keep(KeptVisit("b" * 64, b"sealed", LATER))
        stores.help.add(kiosk="1", step="form", at=NOW)

    with stores_in(engine, hall="other") as stores:
        assert stores.visits.link(LINK.digest) is None
        assert stores.visits.kept("b" * 64) is None
        assert stores.help.open_calls() == ()


def test_whatever_is_over_is_removed_and_nothing_else(engine):
    long = PhoneLink("c" * 64, "visit-2", "plan", "premises", "平面图", LATER + timedelta(hours=1))
    with stores_in(engine, hall="demo") as stores:
        stores.visits.add_link(LINK)
        stores.visits.add_link(long)
        stores.visits.add_file(LINK.digest, FILE)
        stores.visits.keep(KeptVisit("b" * 64, b"sealed", LATER))

    with stores_in(engine, hall="demo") as stores:
        assert stores.visits.forget_expired(LATER) == 2

    with stores_in(engine, hall="demo") as stores:
        assert stores.visits.link(LINK.digest) is None
        assert stores.visits.link(long.digest) == long
        assert stores.visits.kept("b" * 64) is None


def test_the_end_of_a_visit_ends_its_links(engine):
    with stores_in(engine, hall="demo") as stores:
        stores.visits.add_link(LINK)
        stores.visits.add_file(LINK.digest, FILE)
        stores.visits.end_links("visit-1")

    with stores_in(engine, hall="demo") as stores:
        assert stores.visits.link(LINK.digest) is None


def test_a_kept_visit_is_replaced_and_forgotten(engine):
    with stores_in(engine, hall="demo") as stores:
        stores.visits.keep(KeptVisit("b" * 64, b"sealed", LATER))
        stores.visits.keep(KeptVisit("b" * 64, b"again", LATER))
    with stores_in(engine, hall="demo") as stores:
        assert stores.visits.kept("b" * 64) == KeptVisit("b" * 64, b"again", LATER)
        stores.visits.forget("b" * 64)
    with stores_in(engine, hall="demo") as stores:
        assert stores.visits.kept("b" * 64) is None


def test_calls_for_help_wait_in_their_order_until_the_first_answer(engine):
    with stores_in(engine, hall="demo") as stores:
        first = stores.help.add(kiosk="1", step="form", at=NOW)
        second = stores.help.add(kiosk="2", step="review", at=LATER)
        assert stores.help.open_calls() == (first, second)
        stores.help.answer(first.number, by="window", at=LATER)
        stores.help.answer(first.number, by="other", at=LATER)

    with stores_in(engine, hall="demo") as stores:
        assert stores.help.open_calls() == (second,)
