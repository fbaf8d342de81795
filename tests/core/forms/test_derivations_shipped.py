"""What the shipped catalogue derives: papers, regions, finer values, rows, copies (law 5)."""

import pytest

from core.catalogue.models import FieldKey
from core.catalogue.packages import read_package
from core.forms.deriving import Derivations
from core.forms.deriving.rules import executable_derivations
from core.services.form_answers import (
    asked_after_all,
    check_values,
    complete_values,
    project_values,
)
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from core.themes.who_is_who import WhoIsWho
from tests.conftest import SHIPPED
from tests.filling import entry_for

RESIDENT, PERMIT, CARD = "11010519491231002X", "810000199408230021", "911124198108030024"
COMPANY = "91110000600037341L"
OF_EITHER = "914401198803161178"
"""A number that is right by GB 11643 and by GB 32100."""
DISTRICT, PRIVATE = "广东省肇庆市端州区", "私营有限责任（公司）"


def key(text):
    return FieldKey.parse(text)


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


@pytest.fixture(scope="module")
def derivations(shipped):
    return Derivations(shipped)


@pytest.fixture(scope="module")
def company(shipped):
    """A company without corporate shareholders that opens a barber's shop, on its own premises."""
    answers = {"subject_type": "公司", "has_corp_shareholder": "否", "bo_exempt": "是"}
    return ThemePlan(shipped.themes["T02"], shipped).situate({**answers, "premises_tenure": "自有"})


def test_every_rule_of_the_shipped_catalogue_is_executable(shipped):
    assert len(executable_derivations(shipped)) == len(shipped.derivations)
    assert all(rule.basis for rule in executable_derivations(shipped) if rule.fixed)


@pytest.mark.parametrize(
    ("wanted", "values", "found"),
    [
        ("per.id_type@finance", {"per.id_no@finance": RESIDENT}, "居民身份证"),
        ("per.id_type@finance", {"per.id_no@finance": PERMIT}, "港澳台居民居住证"),
        ("per.id_type@seller", {"per.id_no@seller": CARD}, "外国人永久居留身份证"),
        (
            "per.id_type@shareholder",
            {"per.id_no@shareholder": [RESIDENT, COMPANY, "E12345678"]},
            ["居民身份证", None, None],
        ),
        ("per.id_type@finance", {"per.id_no@finance": OF_EITHER}, "外国人永久居留身份证"),
        ("per.nationality@mother", {"per.id_no@mother": RESIDENT}, "中国"),
        ("per.birth_date@newborn", {"per.birth_time@newborn": "2026-11-02T08:30"}, "2026-11-02"),
        ("birth.due_date@mother", {"per.birth_time@newborn": "2026-11-02T08:30"}, "2026-11-02"),
        (
            "prem.district@domicile",
            {"org.domicile@subject": "肇庆市端州区天宁路 1 号"},
            "广东省肇庆市端州区",
        ),
        ("org.name_form@subject", {"org.name@subject": "好味道餐饮有限责任公司"}, "有限责任公司"),
        ("tax.deed_object@house", {"re.use@house": "车库"}, "非住房"),
        ("org.staff_to_examine@subject", {"per.name@employee": ["甲", "乙"]}, 2),
        ("org.staff_examined@subject", {"per.health_cert_no@employee": ["1", None]}, 1),
        ("org.reg_capital@subject", {"org.contribution@shareholder": [60, 40.5]}, 100.5),
        ("per.holder_share@shareholder", {"org.contribution@shareholder": [3, 1]}, [75, 25]),
        ("org.type@subject", {"per.name@shareholder": ["甲"]}, "有限责任公司(自然人独资)"),
        (
            "org.economic_type@subject",
            {"per.id_no@shareholder": [RESIDENT]},
            "私营有限责任（公司）",
        ),
        ("bank.holder@claimant", {"per.name@claimant": "林秋月"}, "林秋月"),
        ("org.seal_name@subject", {"org.name@subject": "好味道餐饮有限公司"}, "好味道餐饮有限公司"),
    ],
)
def test_what_is_certain_follows(derivations, company, wanted, values, found):
    given = {key(name): value for name, value in values.items()}

    assert derivations.values([key(wanted)], given, company) == {key(wanted): found}


@pytest.mark.parametrize(
    ("wanted", "values"),
    [
        ("per.id_type@finance", {"per.id_no@finance": RESIDENT[:-1] + "1"}),
        ("per.id_type@shareholder", {"per.id_no@shareholder": [COMPANY, OF_EITHER]}),
        ("per.birth_date@buyer", {"per.id_no@buyer": OF_EITHER}),
        ("per.nationality@mother", {"per.id_no@mother": CARD}),
        ("per.birth_date@buyer", {"per.id_no@buyer": RESIDENT, "per.id_type@buyer": "护照"}),
        ("prem.district@domicile", {"org.domicile@subject": "朝阳区建国路 1 号"}),
        ("org.name_form@subject", {"org.name@subject": "好味道餐饮店"}),
        ("org.reg_capital@subject", {"org.contribution@shareholder": ["六十"]}),
        ("per.holder_share@shareholder", {"org.contribution@shareholder": [0, 0]}),
        ("org.economic_type@subject", {"per.id_no@shareholder": [RESIDENT, CARD]}),
        ("org.staff_examined@subject", {"per.health_cert_no@employee": [None]}),
    ],
)
def test_what_is_not_certain_is_left_to_the_person(derivations, company, wanted, values):
    given = {key(name): value for name, value in values.items()}

    assert derivations.values([key(wanted)], given, company) == {}


def test_holders_of_a_quarter_are_taken_over_with_their_numbers_and_shares(derivations, company):
    wanted = [key(f"per.{name}@beneficial_owner") for name in ("name", "id_no", "holder_share")]
    given = {
        key("per.name@shareholder"): ["甲", "乙", "丙"],
        key("per.id_no@shareholder"): ["1", "2", "3"],
        key("org.contribution@shareholder"): [50, 30, 20],
    }
    shares = key("per.holder_share@shareholder")

    found = derivations.values([*wanted, shares], given, company)

    assert [found[key] for key in wanted] == [["甲", "乙"], ["1", "2"], [50, 30]]


def test_copies_that_may_differ_are_only_proposed(derivations, company):
    given = {
        key("org.domicile@subject"): "广东省肇庆市端州区天宁路 1 号",
        key("prem.district@domicile"): "广东省肇庆市端州区",
        key("org.short_name@subject"): "好味道",
        key("org.name_industry@subject"): "餐饮",
        key("per.name@principal"): "林秋月",
    }
    wanted = ["prem.biz_addr@premises", "org.name@subject", "prem.owner_name@premises"]

    assert derivations.values(map(key, wanted), given, company) == {}
    assert derivations.proposals([*map(key, wanted)], given, company) == {
        key("prem.biz_addr@premises"): "广东省肇庆市端州区天宁路 1 号",
        key("org.name@subject"): "肇庆市端州区好味道餐饮有限公司",
        key("prem.owner_name@premises"): "林秋月",
    }


def guided(shipped, code, answers):
    plan = ThemePlan(shipped.themes[code], shipped)
    guide = guide_theme(plan, plan.theme.typical_answers | answers)
    values = {
        merged.key: entry_for(merged, shipped)
        for merged in guide.form
        if guide.sources[merged.key].value not in {"derived", "answer"}
        and merged.key not in guide.expected_from_matters
    }
    return plan, guide, values


@pytest.mark.parametrize("number", ["E12345678", "军字第1234567号"])
def test_the_kind_of_any_other_paper_is_asked_and_then_what_its_number_does_not_tell(
    shipped, number
):
    plan, guide, values = guided(shipped, "T05", {})
    paper, number_of_buyer = key("per.id_type@buyer"), key("per.id_no@buyer")
    values[number_of_buyer] = number

    before = asked_after_all(plan, guide, values)
    after = asked_after_all(plan, guide, {**values, paper: "其他"})

    assert paper in before
    assert paper in after
    assert number_of_buyer not in {
        key(problem.place) for problem in check_values(plan, guide, {**values, paper: "其他"})
    }


def test_a_value_that_no_office_offers_is_asked(shipped):
    """A drugstore's licence lists other kinds of company than its registration (law 4)."""
    plan, guide, values = guided(shipped, "T09", {"subject_type": "公司"})

    complete = complete_values(plan, guide, values)

    assert all(
        complete[merged.key] in merged.options
        for merged in guide.form
        if merged.type.value == "choice"
        and merged.options
        and merged.key in complete
        and not isinstance(complete[merged.key], list)
    )


def test_what_follows_from_a_number_issued_in_this_case_is_expected_as_well(shipped):
    _, guide, _ = guided(shipped, "T04", {})

    assert key("per.id_no@newborn") in guide.expected_from_matters
    assert key("per.id_type@newborn") in guide.expected_from_matters


def test_a_number_of_all_staff_follows_only_where_the_list_has_all_of_them(shipped, derivations):
    number, names = key("org.staff_count@subject"), key("per.name@employee")
    all_staff = key("org.staff_examined@subject")
    situation = ThemePlan(shipped.themes["T02"], shipped).situate({})

    some, proposed = derivations.derivable(frozenset({number, names}), situation)
    every, _ = derivations.derivable(frozenset({number, names, all_staff}), situation)

    assert number in proposed - some
    assert number in every


def test_what_follows_about_one_role_stands_in_every_form_of_the_same_person(shipped):
    plan, guide, values = guided(shipped, "T02", {"tax_now": "是"})
    joined = WhoIsWho(plan, guide).plan_with({"finance": "principal"})
    guide = guide_theme(joined, plan.theme.typical_answers | {"tax_now": "是"})

    forms = project_values(joined, guide, values)

    assert forms["SW-01"]["F17"] == forms["SW-01"]["F23"] == "居民身份证"
