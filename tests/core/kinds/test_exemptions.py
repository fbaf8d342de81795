"""Every way of exemption is one record, found by its file."""

import pytest

from core.catalogue.models import ExemptionWay
from core.catalogue.spreadsheets.words import EXEMPTION_WORDS
from core.forms.sources import ValueSource
from core.i18n import LOCALES, messages_of
from core.kinds.exemptions import EXEMPTION_KINDS
from core.materials.providers import FETCHING, Provider
from core.materials.status import MaterialState
from pages.shared.exemptions import EXEMPTION_SIGNS, sign_of

WORDS = ("kiosk.guide.why", "kiosk.tag", "designer.way")


def test_the_closed_set_of_the_catalogue_is_what_files_there_are():
    assert [way.value for way in ExemptionWay] == list(EXEMPTION_KINDS)
    assert all(way.kind is EXEMPTION_KINDS[way.value] for way in ExemptionWay)
    assert set(EXEMPTION_WORDS) == set(ExemptionWay)


def test_of_several_ways_to_fetch_a_licence_comes_first():
    assert FETCHING == ("e_licence", "data_sharing")
    assert len({way.kind.turn for way in FETCHING}) == len(FETCHING)


@pytest.mark.parametrize("way", FETCHING)
def test_what_is_fetched_has_a_source_a_state_a_sign_and_words(way):
    assert ValueSource(way.kind.fetched_from)
    assert MaterialState(way.kind.state) in {MaterialState.FETCHED, MaterialState.SHARED}
    assert sign_of(Provider(way).kind) is EXEMPTION_SIGNS[way]
    for locale in LOCALES:
        assert {f"{words}.{way}" for words in WORDS} <= messages_of(locale).keys()


def test_only_what_is_fetched_has_a_sign():
    assert set(EXEMPTION_SIGNS) == set(FETCHING)
    assert [sign_of(provider).icon for provider in ("applicant", "matter")] == [
        "description",
        "store",
    ]
