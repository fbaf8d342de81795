"""A matter is found by whatever people remember of it."""

from dataclasses import replace
from time import perf_counter

import pytest

from core.catalogue.searching import Facet, SearchIndex, matter_entries


@pytest.fixture(scope="module")
def index(catalogue):
    return SearchIndex(matter_entries(catalogue))


@pytest.mark.parametrize(
    ("words", "first", "facet"),
    [
        ("SCJG-03", "SCJG-03", Facet.CODE),
        ("scjg-03", "SCJG-03", Facet.CODE),
        ("食品经营许可（新办）", "SCJG-03", Facet.NAME),
        ("spjyxk", "SCJG-03", Facet.NAME),
        ("jyxk 食品", "SCJG-03", Facet.NAME),
        ("电子营业执照", "SCJG-01", Facet.RESULT),
        ("集中用餐", "SCJG-03", Facet.SITUATION),
        ("食品处理区面积", "SCJG-03", Facet.FIELD),
        ("prem.area_process", "SCJG-03", Facet.FIELD),
        ("第三十五条 食品", "SCJG-03", Facet.BASIS),
    ],
)
def test_words_find_the_matter_they_mean(index, words, first, facet):
    hits = index.find(words)

    assert (hits[0].code, hits[0].facet) == (first, facet)


def test_every_word_has_to_fit(index):
    assert not index.find("spjyxk 不存在")
    assert not index.find("没有这样的")


def test_no_words_are_everything_by_code(index, catalogue):
    assert [hit.code for hit in index.find("  ")] == sorted(catalogue.matters)


def test_signs_of_patterns_are_signs(index):
    assert not index.find("[.*")
    assert not index.find("(((")


def test_a_city_is_searched_in_less_than_the_blink_of_an_eye(catalogue):
    matters = list(catalogue.matters.values())
    many = {
        f"M-{n}": matters[n % len(matters)].model_copy(update={"code": f"M-{n}"})
        for n in range(3_000)
    }
    index = SearchIndex(matter_entries(replace(catalogue, matters=many)))

    begun = perf_counter()
    hits = index.find("spjyxk")

    assert len(hits) >= 3_000 // len(matters)
    assert perf_counter() - begun < 0.3
