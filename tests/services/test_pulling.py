"""What a site publishes is compared, decided on, and raced, over both databases."""

from functools import partial

import pytest

from core.catalogue.published_matters import as_published
from core.errors import (
    ForeignMatterError,
    MatterSiteError,
    NotPermittedError,
    PullDecidedError,
    ReasonTooShortError,
    StoreBusyError,
)
from core.ports import PulledMatters
from core.services.acting import StaffContext
from core.services.library.pull_matters import PullMatters
from core.staff.models import OPERATOR
from tests.seating import HEALTH, POLICY, TAX, let_in
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of

CODES = ("WJ-01", "WJ-03", "SCJG-03")
REASON = "和现场一致"


class Site:
    """A site that says what it is told to."""

    def __init__(self, matters):
        self.said = {matter.code: as_published(matter) for matter in matters}
        self.trouble = None
        self.pulls = 0

    def change(self, code, **given):
        self.said[code] = self.said[code].model_copy(update=given)

    def pull(self):
        if self.trouble:
            raise MatterSiteError(reason=self.trouble)
        self.pulls += 1
        return PulledMatters(f"s{self.pulls}", tuple(self.said.values()))


class Desk:
    """A pull over one database, and the people before it."""

    def __init__(self, office):
        self.office = office
        with office.transaction() as stores:
            self.ours = stores.catalogue.read().catalogue.matters
        self.site = Site([self.ours[code] for code in CODES])
        self.pulling = PullMatters(StaffContext(office.transaction, office.clock), self.site)
        self.policy, self.health, self.tax = (
            let_in(office.transaction, member) for member in (POLICY, HEALTH, TAX)
        )

    def matter(self, code):
        with self.office.transaction() as stores:
            return stores.catalogue.read().catalogue.matters.get(code)

    def pull(self):
        return self.pulling.pull(self.policy)

    def waiting(self, session=None):
        return {c.code: c for c in self.pulling.waiting(session or self.policy).changes}


@pytest.fixture
def desk(tmp_path):
    with staffed("sqlite", tmp_path) as office:
        yield Desk(office)


@pytest.fixture
def raced(kind, tmp_path):
    with staffed(kind, tmp_path) as office:
        yield Desk(office)


def test_a_pull_changes_nothing_until_somebody_accepts_it_with_a_reason(desk):
    assert desk.pulling.waiting(desk.policy).pulled_at is None
    assert desk.pull().different == ()
    desk.site.change("WJ-01", committed_days=0, fee="不收费(新)")

    report = desk.pull()

    assert (report.matters, report.different, report.known) == (3, ("WJ-01",), 2)
    assert desk.matter("WJ-01") == desk.ours["WJ-01"]
    change = desk.waiting()["WJ-01"]
    assert {d.attribute for d in change.differences} == {"committed_days", "fee"}
    with pytest.raises(ReasonTooShortError):
        desk.pulling.accept(desk.policy, change, " ")

    desk.pulling.accept(desk.health, change, REASON)

    assert desk.matter("WJ-01").committed_days == 0
    assert desk.matter("WJ-01").fields == desk.ours["WJ-01"].fields
    assert desk.waiting() == {}
    history = desk.office.library.revising.history(desk.policy, "WJ-01")
    assert (history[0].reason, history[0].changed_by) == (REASON, HEALTH.username)


def test_what_is_refused_is_asked_again_only_when_the_site_says_something_else(desk):
    desk.site.change("WJ-01", committed_days=0)
    desk.pull()
    desk.pulling.refuse(desk.policy, desk.waiting()["WJ-01"], REASON)

    assert desk.pull().known == 3
    assert desk.waiting() == {}

    desk.site.change("WJ-01", committed_days=2)
    desk.pull()
    assert desk.waiting()["WJ-01"].after.committed_days == 2
    assert desk.matter("WJ-01") == desk.ours["WJ-01"]


@pytest.mark.parametrize("trouble", ["timeout", "half", "contract", "large", "moved", "answer"])
def test_a_pull_that_is_not_whole_leaves_what_was_there(desk, trouble):
    desk.site.change("WJ-01", committed_days=0)
    desk.pull()
    before = desk.pulling.waiting(desk.policy)
    desk.site.change("WJ-03", committed_days=0)
    desk.site.trouble = trouble

    with pytest.raises(MatterSiteError) as refused:
        desk.pull()

    assert refused.value.message_key.endswith(trouble)
    assert desk.pulling.waiting(desk.policy) == before


def test_each_department_decides_on_its_own_and_only_policy_staff_pull(desk):
    for code in CODES:
        desk.site.change(code, fee="另一种")
    desk.pull()

    assert set(desk.waiting(desk.health)) == {"WJ-01", "WJ-03"}
    with pytest.raises(ForeignMatterError):
        desk.pulling.accept(desk.health, desk.waiting()["SCJG-03"], REASON)
    with pytest.raises(NotPermittedError):
        desk.pulling.pull(desk.health)
    assert desk.pulling.pull(OPERATOR).matters == 3
    assert desk.matter("SCJG-03") == desk.ours["SCJG-03"]


def test_a_matter_handed_to_another_department_is_for_policy_staff(desk):
    desk.site.change("WJ-01", department="SW", fee="另一种")
    desk.pull()

    change = desk.waiting()["WJ-01"]

    assert change.after.department == "WJ"  # whose a matter is, is not the site's to say
    desk.pulling.accept(desk.health, change, REASON)
    assert desk.matter("WJ-01").department == "WJ"


def test_of_all_that_decide_at_once_the_first_counts(raced):
    raced.site.change("WJ-01", committed_days=0)
    raced.pull()
    change = raced.waiting()["WJ-01"]
    decide = (raced.pulling.accept, raced.pulling.refuse)

    came = kinds_of(all_at_once(*(partial(do, raced.policy, change, REASON) for do in decide * 2)))

    assert came.pop("NoneType") == 1
    assert sum(came.values()) == 3
    assert set(came) <= {PullDecidedError.__name__, StoreBusyError.__name__}
    with raced.office.transaction() as stores:
        events = stores.pulls.of("WJ-01")
    assert len(events) == 2
    is_taken = events[1].action == "accepted"
    days = 0 if is_taken else raced.ours["WJ-01"].committed_days
    assert raced.matter("WJ-01").committed_days == days


def test_of_all_that_pull_at_once_each_is_whole_or_nothing(raced):
    raced.site.change("WJ-01", committed_days=0)

    came = all_at_once(*[raced.pull] * 3)

    assert {type(c).__name__ for c in came} <= {"PullReport", "StoreBusyError"}
    assert "PullReport" in kinds_of(came)
    assert set(raced.waiting()) == {"WJ-01"}


def test_what_somebody_changed_meanwhile_is_not_overwritten(desk):
    desk.site.change("WJ-01", committed_days=0)
    desk.pull()
    change = desk.waiting()["WJ-01"]
    ours = desk.ours["WJ-01"]
    edited = ours.model_copy(update={"fee": "改过"})
    desk.office.library.revising.revise(desk.policy, ours, edited, REASON)

    with pytest.raises(PullDecidedError):
        desk.pulling.accept(desk.policy, change, REASON)

    desk.pulling.accept(desk.policy, desk.waiting()["WJ-01"], REASON)
    assert (desk.matter("WJ-01").committed_days, desk.matter("WJ-01").fee) == (0, ours.fee)


def test_a_new_matter_comes_to_be_catalogued(desk):
    new = replace_code(desk.site.said["WJ-01"], "WJ-99")
    desk.site.said["WJ-99"] = new
    desk.pull()
    change = desk.waiting()["WJ-99"]

    assert change.before is None
    desk.pulling.accept(desk.health, change, REASON)

    assert desk.matter("WJ-99").name == new.name
    assert desk.waiting() == {}


def replace_code(published, code):
    return published.model_copy(update={"code": code})


def test_what_was_ticked_off_and_the_site_does_not_show_is_reported(desk):
    drafting = desk.office.policy.designer.drafting
    new = drafting.create(name="Two", lead_department="GA", audience_kind="individual")
    drafting.save(new, drafting.arrange(new.document, ["WJ-03", "GA-03"]))
    desk.office.policy.designer.publishing.publish(new.code)
    updating = desk.office.as_(HEALTH).rounds.updating
    lines = updating.list_updates()
    assert {line.is_pulled for line in lines} == {None}
    place = next(line.update for line in lines if line.update.after != "produced")

    desk.pull()
    assert all(line.is_pulled for line in updating.list_updates() if line.update == place)
    bare = [
        part.model_copy(update={"exempted_by": None})
        for part in desk.site.said[place.matter].materials
    ]
    desk.site.change(place.matter, materials=tuple(bare))
    desk.pull()

    assert not any(line.is_pulled for line in updating.list_updates() if line.update == place)
