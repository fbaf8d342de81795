from dataclasses import dataclass, field

import pytest

from adapters.metrics import REGISTRY, count_use_cases
from core.errors import StorageError
from core.services.counting import counted_as


class Desk:
    """A service as the core has them, with a part that is one as well."""

    def __init__(self, part=None):
        self.part = part
        self._cases = {"1": "林秋月"}

    def find(self, number, *, politely=False):
        if number == "broken":
            raise ZeroDivisionError
        if number not in self._cases:
            raise StorageError(number=number)
        return self._cases[number], politely

    def ask(self, number):
        return self.find(number)


Desk.__module__ = "core.services.desk"


def counted(use_case, outcome):
    labels = {"use_case": use_case, "outcome": outcome}
    return REGISTRY.get_sample_value("done_once_use_cases_total", labels) or 0


def test_what_is_asked_for_is_counted_by_how_it_ended_and_answers_as_before():
    desk = Desk()
    count_use_cases(desk, "one")

    assert desk.find("1", politely=True) == ("林秋月", True)
    with pytest.raises(StorageError):
        desk.find("2")
    with pytest.raises(ZeroDivisionError):
        desk.find("broken")

    assert counted("one.find", "ok") == 1
    assert counted("one.find", "StorageError") == 1
    assert counted("one.find", "unexpected") == 1
    took = REGISTRY.get_sample_value("done_once_use_case_seconds_count", {"use_case": "one.find"})
    assert took == 3


def test_the_parts_of_a_service_are_counted_as_well():
    desk = Desk(part=Desk())
    count_use_cases(desk, "two")

    desk.part.ask("1")

    assert counted("two.part.ask", "ok") == 1


def test_a_use_case_is_counted_by_its_place_in_a_bundle_or_by_its_own_name():
    @dataclass(frozen=True)
    class Bundle:
        ask: UseCase
        again: UseCase = field(metadata=counted_as("five.before"))

    Bundle.__module__ = UseCase.__module__ = "core.services.desk"
    bundle = Bundle(UseCase(), UseCase())
    count_use_cases(bundle, "five")

    assert (bundle.ask(1), bundle.again(2)) == (2, 4)
    assert counted("five.ask", "ok") == 1
    assert counted("five.before", "ok") == 1
    assert isinstance(bundle.ask, UseCase)


class UseCase:
    """One use case, as an object that is called."""

    def __call__(self, number):
        return number * 2


def test_counting_twice_counts_once():
    desk = Desk()
    for _ in range(3):
        count_use_cases(desk, "three")

    desk.find("1")

    assert counted("three.find", "ok") == 1


def test_no_number_says_about_whom():
    desk = Desk()
    count_use_cases(desk, "four")
    with pytest.raises(StorageError):
        desk.find("441202198803160028")

    listed = [
        value
        for family in REGISTRY.collect()
        for sample in family.samples
        for value in sample.labels.values()
    ]
    assert not any("441202198803160028" in value or "林" in value for value in listed)
