"""Keys and providers are values, written one way and read back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import CODE_PATTERN, COMMITMENT_SUBJECT, FieldKey
from core.materials.keys import DocumentKey, LicenceKey
from core.materials.providers import APPLICANT, FETCHING, Provider

CODES = st.from_regex(CODE_PATTERN, fullmatch=True)
SUBJECTS = CODES | st.just(COMMITMENT_SUBJECT)
PROVIDERS = st.one_of(
    st.just(APPLICANT),
    st.sampled_from(FETCHING).map(Provider),
    CODES.map(lambda code: Provider(matter=code)),
)


@pytest.mark.parametrize("kind", [DocumentKey, FieldKey])
@given(code=CODES, subject=SUBJECTS)
def test_a_key_is_read_back_as_it_was_written(kind, code, subject):
    key = kind(code, subject)

    assert kind.parse(str(key)) == key


@pytest.mark.parametrize("kind", [DocumentKey, FieldKey])
@given(text=st.text())
def test_what_is_read_as_a_key_is_written_as_it_stood(kind, text):
    key = kind.parse(text)

    assert key is None or str(key) == text


@pytest.mark.parametrize("kind", [DocumentKey, FieldKey])
@pytest.mark.parametrize("text", ["", "@", "F03", "mat.lease@", "@premises", "mat.lease＠shop"])
def test_half_a_key_is_none(kind, text):
    assert kind.parse(text) is None


def test_a_licence_is_written_by_its_name_and_holder():
    assert str(LicenceKey("居民身份证", "principal")) == "居民身份证@principal"


@given(PROVIDERS)
def test_a_provider_is_read_back_as_it_was_written(provider):
    assert Provider.parse(str(provider)) == provider


@pytest.mark.parametrize(
    "text", ["", "matter", "matter:", "commitment", "generated_form", "applicant:WJ-01", "WJ-01"]
)
def test_what_names_no_provider_is_none(text):
    assert Provider.parse(text) is None


@given(PROVIDERS)
def test_a_provider_is_one_of_four_kinds(provider):
    kinds = {"applicant", "e_licence", "data_sharing", "matter"}

    assert provider.kind in kinds
    assert (provider.kind == "matter") is bool(provider.matter)
