"""Laws 3 and 5 for fetching: only with consent, only what the form asks, nothing else kept."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from core.cases.fetched_records import RecordSeals
from core.cases.models import Application
from core.catalogue.models import FieldKey
from core.forms.sources import ValueSource
from core.ports import LicenceCopy
from core.services.citizens.fetch_licences import LicenceFetching
from core.services.citizens.offer_licences import offer_licences
from core.themes.guides import guide_theme
from tests.strategies import any_answers

FETCHED = (ValueSource.E_LICENCE, ValueSource.DATA_SHARING)
ADDRESS = "广东省肇庆市端州区样例街 8 号"
NUMBERS = {"per.id_no": "11010519491231002X", "org.uscc": "91110000600037341L"}
HOLDERS = {**NUMBERS, "prem.biz_addr": ADDRESS, "org.domicile": ADDRESS}


class Talkative:
    """A library that knows every element and tells them all."""

    def __init__(self, elements):
        self._values = dict.fromkeys(elements, "林秋月")
        self.asked = []

    def query(self, request):
        self.asked.append(request)
        now = datetime(2026, 11, 24, tzinfo=UTC)
        return LicenceCopy(request.licence, "1", "valid", self._values, now)


def check_fetching(plan, answers, data):
    guide = guide_theme(plan, answers)
    offers = offer_licences(plan, guide, tuple(ValueSource))
    agreed = (
        data.draw(st.sets(st.sampled_from([offer.code for offer in offers]))) if offers else set()
    )
    numbers = {str(offer.holder.key): HOLDERS[offer.holder.key.element] for offer in offers}
    library = Talkative(plan.catalogue.elements)
    application = Application("visit", plan.theme.code, 1, answers, numbers)
    fetching = LicenceFetching(
        plan,
        guide,
        application,
        sources=dict.fromkeys(FETCHED, library),
        seals=RecordSeals(lambda: b"key"),
        randomness=lambda n, _: "x" * n,
    )

    fetched = fetching.fetch(agreed)

    form = guide.form_by_key
    agreed_to = [offer for offer in offers if offer.code in agreed]
    wanted = [key for offer in offers for key in offer.wanted.keys]
    requested = [
        FieldKey(element, offer.wanted.subject)
        for request, offer in zip(library.asked, agreed_to, strict=True)
        for element in request.elements
    ]
    assert len(wanted) == len(set(wanted))
    assert [request.licence for request in library.asked] == [
        licence.licence for licence in agreed_to
    ]
    for key in requested:
        assert guide.sources[key] in FETCHED
        assert key not in guide.expected_from_matters
        assert key.element not in NUMBERS
        assert not form[key].repeats
    for request in library.asked:
        assert set(request.matters) <= set(guide.matters)
    assert set(fetched.values) == set(fetched.records) <= {str(key) for key in requested}


@settings(max_examples=max(10, settings.default.max_examples // 4))
@given(data=st.data())
def test_in_a_real_theme_nothing_is_fetched_that_the_form_does_not_ask(plan, data):
    check_fetching(plan, data.draw(any_answers(plan)), data)


def test_the_typical_form_of_most_themes_is_spared_questions(plans):
    spared = {
        code: sum(
            len(licence.fields)
            for licence in offer_licences(
                plan, guide_theme(plan, plan.theme.typical_answers), FETCHED
            )
        )
        for code, plan in plans.items()
    }

    assert all(spared.values()), spared
