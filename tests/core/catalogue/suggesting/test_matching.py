import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import COMMITMENT_PREFIX
from core.catalogue.suggesting.known_labels import Known, labels_of, thinned
from core.catalogue.suggesting.labels import wording_of
from core.catalogue.suggesting.matching import CONFIDENT, Label, Matcher

LEFT_OUT = ("WJ-01", "RS-03", "XF-01", "SW-04", "ZRZY-01")
"""Matters with the hardest twins: 单位地址, 邮政编码, 建筑面积, 纳税人名称, 邮编."""


@pytest.fixture(scope="module")
def matcher(catalogue):
    return Matcher(catalogue)


def entries_of(matter):
    return [entry for _, _, entry in matter.entries()]


def keyed(matter):
    """Every label of a form with what it really asks for."""
    return zip(labels_of(matter), entries_of(matter), strict=True)


@pytest.mark.parametrize(
    ("text", "words", "notes"),
    [
        ("１．经营者姓名：", "经营者姓名", ()),
        ("（一）联系人", "联系人", ()),
        ("① 住所", "住所", ()),
        ("*经营面积（㎡）", "经营面积", ("m2",)),
        ("「姓名」", "姓名", ()),
        ("24小时热线", "24小时热线", ()),
        ("备用名称1", "备用名称1", ()),
        ("(个人)", "个人", ()),
        ("——", "", ()),
    ],
)
def test_layout_is_no_part_of_the_wording(text, words, notes):
    wording = wording_of(text)

    assert (wording.words, wording.notes) == (words, notes)


def test_a_label_on_its_own_form_is_exactly_what_the_catalogue_says(catalogue, matcher):
    asked = [(label, entry) for m in catalogue.matters.values() for label, entry in keyed(m)]
    found = matcher.suggest_all([label for label, _ in asked])

    wrong = [
        label
        for (label, entry), suggestions in zip(asked, found, strict=True)
        if suggestions
        and suggestions[0].exact
        and (suggestions[0].element, suggestions[0].subject) != (entry.element, entry.subject)
    ]
    exact = sum(bool(suggestions) and suggestions[0].exact for suggestions in found)
    assert wrong == []
    assert exact > 0.9 * len(asked)


@pytest.mark.parametrize("code", LEFT_OUT)
def test_what_is_exact_for_a_new_form_is_right_even_beside_its_hardest_twins(catalogue, code):
    matter = catalogue.matters[code]
    found = Matcher(catalogue, leave_out=frozenset({code})).suggest_all(labels_of(matter))

    firsts = [(s[0], e) for s, e in zip(found, entries_of(matter), strict=True) if s]
    assert all((s.element, s.subject) == (e.element, e.subject) for s, e in firsts if s.exact)
    confident = [s.element == e.element for s, e in firsts if s.score >= CONFIDENT]
    assert sum(confident) >= 0.9 * len(confident)
    assert sum(s.element == e.element for s, e in firsts) >= 0.75 * len(firsts)


def test_same_label_about_different_subjects_never_shares_an_exact_suggestion(catalogue, matcher):
    by_wording = {}
    for matter in catalogue.matters.values():
        for label, entry in keyed(matter):
            by_wording.setdefault(wording_of(label.text), []).append((label, entry))
    pairs = [
        pair
        for same in by_wording.values()
        for pair in combinations(same, 2)
        if (pair[0][1].element, pair[0][1].subject) != (pair[1][1].element, pair[1][1].subject)
    ]
    bare = {label.text for pair in pairs for label, _ in pair}

    # Without a form to stand on, nothing tells the twins apart, so none may be exact.
    found = matcher.suggest_all([Label(text) for text in sorted(bare)])

    assert len(pairs) > 100
    assert not any(suggestions[0].exact for suggestions in found if suggestions)


@pytest.mark.parametrize(
    "text", ["favourite colour", "兴趣爱好", "——", "", "   ", "月球基地编号", "🙂", "渔船马力"]
)
def test_nothing_is_suggested_where_nothing_fits(matcher, text):
    assert matcher.suggest(Label(text)) == ()


def test_subject_stays_open_where_the_label_does_not_tell(matcher):
    first = matcher.suggest(Label("联系电话"))[0]

    assert (first.element, first.subject) == ("per.mobile", None)
    assert "请人工选择主体" in first.words("zh-CN")


def test_label_tells_whom_it_is_about(matcher):
    first = matcher.suggest(Label("③ 父亲身份证号：", section="父亲"))[0]

    assert (first.element, first.subject) == ("per.id_no", "father")


def test_reasons_name_label_section_element_and_standard(matcher):
    words = matcher.suggest(Label("法定代表人（负责人）证件号", "申请人信息"))[0].words("zh-CN")

    assert "法定代表人" in words
    assert "栏" in words
    assert "per.id_no" in words
    assert "GB 11643" in words


def test_declarations_are_suggested_about_their_own_matter_only(matcher):
    label = Label("承诺声明", "承诺", "SCJG-99", "SCJG")

    subjects = {suggestion.subject for suggestion in matcher.suggest(label)}

    assert not {s for s in subjects if s and s.startswith(COMMITMENT_PREFIX)} - {"commit:SCJG-99"}


def test_labels_without_a_form_do_not_depend_on_their_neighbours(matcher, catalogue):
    labels = [Label(entry.label) for m in catalogue.matters.values() for entry in entries_of(m)]
    labels = random.Random(7).sample(labels, 40)

    together = matcher.suggest_all(labels)

    elements = [[suggestion.element for suggestion in suggestions] for suggestions in together]
    alone = [[suggestion.element for suggestion in matcher.suggest(label)] for label in labels]
    assert [e[:1] for e in elements] == [a[:1] for a in alone]


def test_a_matter_left_out_is_not_looked_at(catalogue):
    without = Matcher(catalogue, leave_out=frozenset({"XF-01"}))

    reasons = without.suggest(Label("疏散楼梯数量", "消防设施"))

    name = catalogue.matters["XF-01"].name
    assert not any(name in reason.words("zh-CN") for reason in reasons)


def test_an_empty_catalogue_suggests_nothing():
    assert Matcher(Catalogue()).suggest_all([Label("姓名")]) == [()]


def test_a_large_catalogue_is_thinned_but_no_element_is_lost():
    known = [Known(f"标签{n % 5000}", f"e.{n % 7}", form=f"M{n // 20}") for n in range(30_000)]

    kept = thinned(known)

    assert len(kept) <= 4_000
    assert {field.element for field in kept} == {field.element for field in known}


@given(st.lists(st.builds(Label, st.text(max_size=30), st.text(max_size=8), st.text(max_size=3))))
def test_whatever_is_asked_suggestions_are_few_and_best_first(matcher, labels):
    for suggestions in matcher.suggest_all(labels):
        scores = [suggestion.score for suggestion in suggestions]
        assert len(scores) <= 5
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        elements = [suggestion.element for suggestion in suggestions]
        assert len(elements) == len(set(elements))
