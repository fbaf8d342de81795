"""A draft survives a restart for whoever still has the page open, and for nobody else (law 14)."""

from datetime import timedelta
from secrets import token_urlsafe

import pytest

from adapters.sealing import KeySealer
from core.cases.models import Application
from core.errors import AlteredRecordError
from core.services.citizens.keep_drafts import DRAFT_LASTS, DraftKeeper
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.sealed_visits import VisitState
from core.visits.models import KeptVisit
from core.visits.passing import digest_of
from tests.databases import everything_in
from tests.fakes import FakeFiles

NAME = "林秋月"
KEY, OTHER = token_urlsafe(32), token_urlsafe(32)


@pytest.fixture
def drafts(transaction, watch):
    return DraftKeeper(transaction=transaction, clock=watch, sealer=KeySealer())


def digests(*keys):
    return [digest_of(f"draft:{key}") for key in keys]


def state(name=NAME):
    application = Application("key", "T02", 1, {"has_license": "否"}, {"per.name@principal": name})
    return VisitState(application, {"step": "form", "page": 3})


def test_the_page_that_has_the_key_finds_what_it_was_about(drafts, transaction, watch):
    drafts.keep(state("林"), KEY)
    drafts.keep(state(), KEY)

    restarted = DraftKeeper(transaction=transaction, clock=watch, sealer=KeySealer())

    assert restarted.find(KEY) == restarted.find(KEY) == state()


WRONG = {"other": OTHER, "none": "", "cut": KEY[:-1], "small": KEY.lower(), "more": "draft:" + KEY}


@pytest.mark.parametrize("wrong", WRONG)
def test_no_other_key_finds_anything(drafts, wrong):
    drafts.keep(state(), KEY)

    assert drafts.find(WRONG[wrong]) is None


def test_nothing_of_it_and_no_key_can_be_read_in_the_database(drafts, database):
    drafts.keep(state(), KEY)

    kept = everything_in(database)
    for secret in (NAME, KEY, "has_license", "T02"):
        assert secret.encode() not in kept


def test_who_puts_one_draft_under_the_key_of_another_page_opens_neither(drafts, transaction):
    drafts.keep(state(), KEY)
    drafts.keep(state("何小满"), OTHER)
    with transaction() as stores:
        mine, other = (stores.visits.kept(digest) for digest in digests(KEY, OTHER))
        stores.visits.keep(KeptVisit(other.digest, mine.sealed, other.expires_at))

    assert drafts.find(OTHER) is None


def test_a_spoilt_draft_is_reported_from_a_wrong_key(drafts, transaction):
    drafts.keep(state(), KEY)
    with transaction() as stores:
        (digest,) = digests(KEY)
        kept = stores.visits.kept(digest)
        stores.visits.keep(
            KeptVisit(digest, kept.sealed[:-1] + bytes([kept.sealed[-1] ^ 1]), kept.expires_at)
        )

    with pytest.raises(AlteredRecordError):
        drafts.find(KEY)


def test_it_is_gone_once_it_is_dropped_or_ten_minutes_are_over(drafts, transaction, watch):
    drafts.keep(state(), KEY)
    drafts.keep(state(), OTHER)
    drafts.drop(KEY)
    assert drafts.find(KEY) is None
    assert drafts.find(OTHER) == state()

    watch.now += DRAFT_LASTS
    assert drafts.find(OTHER) is None

    watch.now += timedelta(seconds=1)
    assert FileLeases(transaction=transaction, files=FakeFiles(), clock=watch).sweep() == 1
