"""Whatever strikes, nothing is lost, nothing is twice, and what is said is true (`make faults`)."""

import pytest

from core.errors import FilesGoneError, StorageError
from tests.databases import drop_database, filled_database
from tests.faults.judging import Judge, told_by
from tests.faults.place import Place
from tests.faults.running import strike_all
from tests.faults.striking import KINDS
from tests.faults.visit import Visit, take

FIRST = {"sqlite": 0, "postgresql": 7}
NUMBER = 7
"""Few, since many take long (`make faults` strikes 500 on each): the kinds come in turns, so that
half of them strike one database and half the other."""


def test_nothing_is_lost_or_twice_and_what_is_reported_is_true(kind):
    outcome, cases = strike_all(kind, 20_261_129, FIRST[kind], NUMBER)

    assert outcome.wrong == []
    assert cases >= NUMBER
    assert outcome.struck.total() == NUMBER


def test_every_kind_strikes_one_database_or_the_other():
    assert len(KINDS) == NUMBER * len(FIRST)


@pytest.fixture
def place(kind, tmp_path):
    url = filled_database(kind, tmp_path)
    place = Place(url, tmp_path)
    yield place
    place.leave()
    drop_database(url)


def test_what_is_lost_twice_or_untrue_is_noticed(place):
    visit, judge = Visit("noticed"), Judge(place)
    for step in ("begin", "upload", "sign", "submit", "receipt"):
        take(step, visit, place)
    assert judge.lost(visit) == []

    refusals = told_by(StorageError())
    assert "says that it was not done" in judge.untrue("submit", visit, refusals, {})
    assert "no words" in judge.untrue("submit", visit, told_by(KeyError("a")), {})
    gone = told_by(FilesGoneError(names=("a",), digests=frozenset()))
    assert "are there" in judge.untrue("look", visit, gone, {})
    place.files.remove(visit.application.uploads[0].digest)
    assert judge.lost(visit) == ["a file of a case is gone"]
    visit.number = "261129-ACDE-FGHY"
    assert "is gone" in judge.lost(visit)[0]
