from core.forms.models import FieldKey
from core.services.form_answers import check_values, keyed
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan


def problems_of(catalogue, theme, values, only=None):
    plan = ThemePlan(catalogue.themes[theme], catalogue)
    guide = guide_theme(plan, plan.theme.typical_answers)
    return {
        (problem.place, problem.rule) for problem in check_values(plan, guide, keyed(values), only)
    }


def test_a_value_that_cannot_be_computed_is_told_where_it_can_be_put_right(catalogue):
    told = problems_of(catalogue, "T01", {"sign.size@sign": "三米宽"})

    assert ("sign.size@sign", "not-computable") in told
    assert not {place for place, _ in told if place == "sign.area@sign"}


def test_a_value_that_is_computed_is_not_missed(catalogue):
    told = problems_of(catalogue, "T01", {"sign.size@sign": "6 x 1.2"})

    assert not {place for place, _ in told if place.startswith(("sign.size", "sign.area"))}


def test_one_page_is_told_only_its_own_problems(catalogue):
    key = FieldKey("sign.size", "sign")

    told = problems_of(catalogue, "T01", {"sign.size@sign": "三米宽"}, only=frozenset({key}))

    assert told == {("sign.size@sign", "not-computable")}


def test_shares_make_up_the_whole_and_periods_end_after_they_begin(catalogue):
    told = problems_of(
        catalogue,
        "T01",
        {
            "per.holder_share@shareholder": [60, 50],
            "sign.period_from@sign": "2026-12-01",
            "sign.period_to@sign": "2026-11-01",
        },
    )

    assert ("per.holder_share@shareholder", "shares-not-whole") in told
    assert ("sign.period_to@sign", "ends-before-it-begins") in told


def test_no_more_people_were_examined_than_there_are(catalogue):
    counts = {"org.staff_count@subject": 3, "org.staff_examined@subject": 4}

    told = problems_of(catalogue, "T02", counts)
    fine = problems_of(catalogue, "T02", counts | {"org.staff_examined@subject": 3})

    assert ("org.staff_examined@subject", "more-than-there-are") in told - fine
