from dataclasses import replace

import pytest

from core.catalogue.suggesting import Certainty, Label, Matcher, certainty_of
from core.catalogue.suggesting.known_labels import labels_of


@pytest.fixture(scope="module")
def department_left_out(catalogue):
    """What is suggested for the forms of ZRZY by what the other departments know."""
    own = [matter for matter in catalogue.matters.values() if matter.department == "ZRZY"]
    others = {code: m for code, m in catalogue.matters.items() if m not in own}
    elsewhere = {entry.element for m in others.values() for _, _, entry in m.entries()}
    used = {entry.element for matter in own for _, _, entry in matter.entries()}
    elements = {c: e for c, e in catalogue.elements.items() if c in elsewhere or c not in used}
    matcher = Matcher(replace(catalogue, matters=others, elements=elements))
    return [
        (entry, entry.element in elements, suggestions)
        for matter in own
        for (_, _, entry), suggestions in zip(
            matter.entries(), matcher.suggest_all(labels_of(matter)), strict=True
        )
        if entry.element and entry.subject
    ]


def test_what_is_sure_for_an_unseen_department_is_right(department_left_out):
    sure = [
        (found[0].element, found[0].subject) == (entry.element, entry.subject)
        for entry, _, found in department_left_out
        if certainty_of(found) is Certainty.SURE
    ]

    assert sure
    assert sum(sure) >= 0.95 * len(sure)


def test_an_unseen_department_hears_nothing_where_nothing_fits(department_left_out):
    silent = [
        certainty_of(found) is Certainty.NOTHING
        for _, fits, found in department_left_out
        if not fits
    ]

    assert len(silent) >= 10
    assert sum(silent) >= 0.9 * len(silent)


@pytest.fixture(scope="module")
def matcher(catalogue):
    return Matcher(catalogue)


@pytest.mark.parametrize(
    ("label", "section"),
    [("门头照片编号", "经营信息"), ("菜品口味偏好", "经营信息"), ("星座", "申请人信息")],
)
def test_a_guess_that_is_none_is_folded(matcher, label, section):
    assert certainty_of(matcher.suggest(Label(label, section))) is Certainty.NOTHING


def test_an_element_of_the_organisation_tells_whom_it_is_about(matcher):
    found = matcher.suggest(Label("统一社会信用代码号", "单位信息"))

    assert (found[0].element, found[0].subject) == ("org.uscc", "subject")
    assert certainty_of(found) is Certainty.SURE


def test_a_section_of_another_party_leaves_open_whose_code_it_is(matcher):
    found = matcher.suggest(Label("统一社会信用代码号", "债权人信息"))

    assert found[0].element == "org.uscc"
    assert certainty_of(found) is Certainty.LOOK
