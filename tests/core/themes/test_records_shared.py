"""Records of other departments: what they tell, by whose number they are looked up (law 5)."""

from datetime import UTC, datetime

import pytest
import yaml

from adapters.stand_in import LICENCES
from core.cases.models import FetchedRecord
from core.catalogue.models import FieldKey
from core.catalogue.packages import read_package
from core.forms.prefilling import LicenceCopy, licences_wanted, taken_from
from core.forms.sources import ValueSource
from core.services.citizens import drafts
from core.themes.guides import guide_theme, licences_to_fetch
from core.themes.plans import ThemePlan
from core.themes.who_is_who import WhoIsWho
from core.visits.draft import ApplicationDraft
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


def wanted_in(shipped, code, answers=None, parties=None):
    plan = ThemePlan(shipped.themes[code], shipped)
    answers = plan.theme.typical_answers | (answers or {})
    if parties:
        plan = WhoIsWho(plan, guide_theme(plan, answers)).plan_with(parties)
    return {
        licence.code: licence for licence in licences_to_fetch(plan, guide_theme(plan, answers))
    }


def test_a_record_about_a_thing_is_looked_up_by_the_number_of_whom_it_belongs_to(shipped):
    rented, sold = wanted_in(shipped, "T08"), wanted_in(shipped, "T05")

    assert str(rented["住房租赁备案@lease"].holder) == "per.id_no@applicant"
    assert str(sold["不动产权证书@house"].holder) == "per.id_no@seller"


def test_a_record_about_a_person_is_looked_up_by_their_own_number(shipped):
    account = wanted_in(shipped, "T08")["社保卡金融账户@applicant"]

    assert str(account.holder) == "per.id_no@applicant"
    assert set(account.elements) == {"bank.holder", "bank.name", "bank.account"}


def test_whoever_holds_another_role_is_looked_up_by_the_number_that_is_asked(shipped):
    joined = wanted_in(shipped, "T01", {"premises_tenure": "租赁"}, {"principal": "liaison"})

    assert str(joined["住房租赁备案@premises"].holder) == "per.id_no@principal"


def test_a_record_that_nobody_on_the_form_can_look_up_is_not_offered():
    lease = ("备案", "lease", ("a.rent",), ValueSource.DATA_SHARING, (FieldKey("per.id_no", "b"),))
    rent = FieldKey("a.rent", "lease")

    nobody = licences_wanted([lease], frozenset({rent}), frozenset({rent}))
    wanted = licences_wanted(
        [lease], frozenset({rent}), frozenset({rent, FieldKey("per.id_no", "b")})
    )

    assert nobody == ()
    assert [str(licence.holder) for licence in wanted] == ["per.id_no@b"]


def test_what_is_fetched_about_a_thing_can_be_contested(shipped):
    wanted = wanted_in(shipped, "T08")["住房租赁备案@lease"]
    copy = LicenceCopy(
        wanted.licence, "1", "valid", {"hpf.rent": 1800}, datetime(2026, 11, 30, tzinfo=UTC)
    )

    (fetched,) = taken_from(copy, wanted)
    record = FetchedRecord(
        fetched.value, "data_sharing", fetched.licence, "1", "", "", str(wanted.holder), ""
    )
    place = str(fetched.key)
    draft = ApplicationDraft("visit", values={place: 1800}, fetched={place: record})

    assert draft.is_locked(place)
    assert not drafts.contest(draft, place).is_locked(place)


def test_the_stand_in_tells_only_what_the_record_carries(shipped):
    known = yaml.safe_load(LICENCES.read_text(encoding="utf-8"))

    for licence in (*known["licences"], *known["shared"]):
        assert set(licence["values"]) <= set(shipped.licences[licence["licence"]].carries)
