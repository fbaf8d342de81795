"""A matter stopped after its theme was published is not handed in, and running cases go on."""

from datetime import date, timedelta

import pytest

from core.catalogue.matter_files import matter_file
from core.catalogue.validity import cited_laws
from core.errors import MattersStoppedError
from core.services.citizens import Credentials
from core.services.library import stopped
from core.services.matter_stops import MatterStops
from core.working_days import day_of
from tests.seating import HEALTH
from tests.services.applications import CODE, application_of
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def office(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("stopped")) as office:
        yield office


@pytest.fixture
def stop(office):
    """Stop matters for a test, and let them go on after it."""
    touched = []

    def stop(code, last=None, by=()):
        ended = (last or day_of(office.clock()) - DAY).isoformat()
        touched.append(code)
        revise(office, code, lambda matter: stopped(matter, ended, by))

    yield stop
    for code in touched:
        revise(office, code, lambda matter: stopped(matter, None, ()))
    office.clock.wait(minutes=2)


def revise(office, code, change):
    before = office.policy.library.matters.catalogue().matters[code]
    after = change(before)
    if after != before:
        office.policy.library.revising.revise(before, after, "职能调整")


def submit(office, scenario, key):
    application = application_of(scenario, office.kiosk, key)
    return office.kiosk.handing_in.submit(application, code=CODE)


def in_force(office, scenario):
    return office.kiosk.consulting.consult("T02", 1, scenario.answers).guide.matters


def test_what_was_stopped_between_guide_and_handing_in_is_refused(office, hairdresser, stop):
    matters = in_force(office, hairdresser)
    assert office.kiosk.consulting.stops(matters) == ()

    stop("WJ-01", by=["WJ-02"])

    assert office.kiosk.consulting.stops(matters) == ()  # read less than a minute ago
    with pytest.raises(MattersStoppedError) as refused:
        submit(office, hairdresser, "stopped")
    with office.transaction() as stores:
        assert stores.cases.submitted_as("stopped") is None
        name = stores.catalogue.read().catalogue.matters["WJ-01"].name
    assert refused.value.params["names"] == name
    (found,) = office.kiosk.consulting.stops(matters)
    assert (found.matter, found.day) == ("WJ-01", day_of(office.clock()))
    assert len(found.replaced_by) == 1


def test_a_theme_goes_on_where_the_stopped_matter_is_not_in_force(office, hairdresser, stop):
    with office.transaction() as stores:
        included = {part.matter for part in stores.themes.latest("T02").theme.matters}
    out = sorted(included - set(in_force(office, hairdresser)))
    stop(out[0])

    assert submit(office, hairdresser, "elsewhere").number


def test_the_last_day_still_counts_and_midnight_needs_no_reading(office, hairdresser, stop):
    today, matters = day_of(office.clock()), in_force(office, hairdresser)
    stop("WJ-01", last=today)
    office.clock.wait(minutes=2)

    assert submit(office, hairdresser, "last day").number
    assert office.kiosk.consulting.stops(matters) == ()
    office.clock.wait(days=1)
    assert [found.matter for found in office.kiosk.consulting.stops(matters)] == ["WJ-01"]
    with pytest.raises(MattersStoppedError):
        submit(office, hairdresser, "next day")


def test_handed_in_twice_is_one_case_and_a_running_case_is_looked_after(office, hairdresser, stop):
    case = submit(office, hairdresser, "running")

    stop("WJ-01")
    office.clock.wait(minutes=2)

    assert submit(office, hairdresser, "running").number == case.number
    digits = hairdresser.values["per.id_no@principal"][-4:]
    tracked = office.kiosk.tracking.look(Credentials(case.number, digits))
    assert tracked.is_open


def test_the_officer_of_a_running_case_is_told_and_decides_by_the_rules_of_its_receipt(
    office, hairdresser, stop
):
    case = submit(office, hairdresser, "told")
    reviewing = office.as_(HEALTH).office.reviewing
    before = reviewing.task(case.number, "WJ-01")
    assert before.validity is None

    stop("WJ-01", by=["WJ-02"])

    seen = reviewing.task(case.number, "WJ-01")
    assert seen.validity.stop.day == day_of(office.clock())
    assert len(seen.validity.stop.replaced_by) == 1
    assert seen.case.application.theme_version == before.case.application.theme_version
    assert (seen.choices, seen.legal_basis) == (before.choices, before.legal_basis)


def test_the_officer_is_told_which_law_is_not_in_force_and_what_took_its_place(office, hairdresser):
    case = submit(office, hairdresser, "repealed")
    reviewing = office.as_(HEALTH).office.reviewing
    name = cited_laws(reviewing.task(case.number, "WJ-01").legal_basis[0])[0]
    with office.transaction() as stores:
        before = stores.catalogue.file("laws.yaml").content
        law = f"{{name: 《{name}》, valid_to: '2025-12-31', replaced_by: 乙法}}"
        laws = {"laws.yaml": f"format: 1\nlaws:\n  - {law}\n".encode()}
        stores.catalogue.put(laws, at=office.clock(), by="policy", reason="x")

    (repealed,) = reviewing.task(case.number, "WJ-01").validity.repealed

    with office.transaction() as stores:
        files = {"laws.yaml": before}
        stores.catalogue.put(files, at=office.clock(), by="policy", reason="x")
    assert (repealed.name, repealed.day, repealed.replaced_by) == (name, date(2026, 1, 1), "乙法")


def test_the_last_word_is_the_librarys(office, hairdresser, stop):
    stop("WJ-01")
    with pytest.raises(MattersStoppedError):
        submit(office, hairdresser, "resumed")

    revise(office, "WJ-01", lambda matter: stopped(matter, None, ()))

    assert submit(office, hairdresser, "resumed").number


def test_stopped_while_several_hand_in_each_case_is_whole_or_refused(office, hairdresser, stop):
    keys = [f"race {n}" for n in range(4)]
    works = [lambda key=key: submit(office, hairdresser, key) for key in keys]

    came = all_at_once(*works[:2], lambda: stop("WJ-01"), *works[2:])

    counted = kinds_of(came)
    assert counted.get("Case", 0) + counted.get("MattersStoppedError", 0) == len(keys)
    with office.transaction() as stores:
        kept = [stores.cases.submitted_as(key) for key in keys]
    assert sum(case is not None for case in kept) == counted.get("Case", 0)
    with pytest.raises(MattersStoppedError):
        submit(office, hairdresser, "after the race")


def test_of_matters_that_rest_on_a_repealed_law_none_is_handed_in(office, hairdresser):
    laws = "format: 1\nlaws:\n  - {name: 《甲条例》, valid_to: '2020-12-31'}\n".encode()
    with office.transaction() as stores:
        matter = stores.catalogue.read().catalogue.matters["WJ-01"]
        before = stores.catalogue.file("matters/WJ-01.yaml").content
        resting = matter.model_copy(update={"legal_basis": ("《甲条例》第三条",)})
        files = {"laws.yaml": laws, "matters/WJ-01.yaml": matter_file(resting)}
        stores.catalogue.put(files, at=office.clock(), by="policy", reason="x")
    office.clock.wait(minutes=2)

    (found,) = office.kiosk.consulting.stops(in_force(office, hairdresser))
    with pytest.raises(MattersStoppedError):
        submit(office, hairdresser, "without basis")
    with office.transaction() as stores:
        files = {"laws.yaml": b"format: 1\nlaws: []\n", "matters/WJ-01.yaml": before}
        stores.catalogue.put(files, at=office.clock(), by="policy", reason="x")

    assert (found.laws, found.day) == (("《甲条例》",), date(2021, 1, 1))
    assert submit(office, hairdresser, "with basis").number


def test_the_database_is_asked_once_a_minute(office):
    asked = []

    def counted():
        asked.append(office.clock())
        return office.transaction()

    stops = MatterStops(transaction=counted, clock=office.clock, steady=office.clock)
    for _ in range(5):
        stops(["WJ-01"])
    office.clock.wait(seconds=59)
    stops(["WJ-01"])
    assert len(asked) == 1

    office.clock.wait(seconds=1)
    stops(["WJ-01"])
    assert len(asked) == 2
