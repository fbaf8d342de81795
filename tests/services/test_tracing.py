"""The receipt says of every entry where it came from (law 5)."""

from dataclasses import replace

import pytest

from tests.services.test_fetching import ADDRESS, LIN, NAME, counter_at


@pytest.fixture
def counter(hall, hairdresser, request):
    return counter_at(hall, hairdresser, request.node.name[:70])


def origins_of(counter, application):
    case = counter.kiosk.handing_in.submit(application)
    return {
        origin.source: origin
        for origin in counter.kiosk.handing_in.receipt(case.number).value_sources
    }


def test_a_licence_is_named_with_its_holder_and_the_time_it_was_checked(counter):
    licence = origins_of(counter, counter.filled())["e_licence"]

    assert (licence.licence, licence.number) == ("居民身份证", "0001")
    assert licence.about.startswith("经营主体负责人")
    assert licence.checked_at is not None
    assert len(licence.labels) == len(LIN)


def test_what_is_contested_counts_as_neither_fetched_nor_simply_written(counter):
    application = counter.filled(contested=(ADDRESS,))
    origins = origins_of(
        counter, replace(application, values=application.values | {ADDRESS: "别处"})
    )

    assert origins["contested"].labels == ("住所(户籍地址)",)
    assert len(origins["e_licence"].labels) == len(LIN) - 1


def test_what_follows_is_distinguished_from_what_was_written(counter):
    by_hand = {NAME: "林秋月", ADDRESS: "某处", "per.ethnic@principal": "汉族"}
    origins = origins_of(counter, replace(counter.visit, values=counter.visit.values | by_hand))

    assert {"性别", "出生日期"} <= set(origins["derived"].labels)
    assert origins["answer"].labels == ("经营面积(㎡)",)
    assert "e_licence" not in origins
    assert "住所(户籍地址)" in origins["applicant"].labels


def test_every_entry_has_one_source_and_empty_ones_none(counter):
    application = counter.filled()
    origins = origins_of(counter, application)

    filled = [value for value in application.values.values() if value not in (None, "", [])]
    own = [origins[source].labels for source in ("e_licence", "applicant")]
    assert sum(map(len, own)) == len(filled)
