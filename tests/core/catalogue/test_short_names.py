"""A short name leaves out what explains, and never a part of the word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.models import short_name

NAMES = st.text("甲乙a1 、,，:：()（）", max_size=14)
CUTS = {
    "申请人(个人办事本人)": "申请人",
    "经营场所（门店）": "经营场所",
    "经营场所（门店)": "经营场所",
    "股东(投资人,含隐名),多人": "股东",
    "逝者家属:申报人、承办人(主办人)": "逝者家属",
    "户主（拟迁入、落户的一户）": "户主",
    "公共场所卫生许可(新证,告知承诺)": "公共场所卫生许可",
    "甲(乙(丙))": "甲",
    "居民死亡医学证明(推断)书出具(新)": "居民死亡医学证明(推断)书出具",
    "staff (all of them),several": "staff",
    "owner: whoever signs": "owner",
}
WHOLE = (
    "拟迁入(落户)户户主",
    "拟迁入（落户）户户主",
    "退休(参保)人员",
    "交易(或落户、提取相关)的房屋不动产",
    "买方、承受方、权利人、新户主",
    "营业时间8:30起",
    "注册资本1,000万元以上的企业",
    "Buyer, transferee",
    "户主(拟迁入",
    "户主)拟迁入(",
    "(略)",
    ":甲",
    "甲",
)


@pytest.mark.parametrize(("name", "short"), CUTS.items())
def test_an_explanation_that_follows_is_left_out(name, short):
    assert short_name(name) == short


@pytest.mark.parametrize("name", WHOLE)
def test_what_belongs_to_the_word_stays(name):
    assert short_name(name) == name


@given(NAMES)
def test_a_short_name_is_how_the_name_begins_and_cannot_be_cut_again(name):
    short = short_name(name)

    assert name.strip().startswith(short.strip())
    assert bool(short.strip()) is bool(name.strip())
    assert short_name(short) == short


@pytest.mark.parametrize("width", ["()", "（）"])
@given(
    word=st.text("甲乙丙", min_size=1, max_size=3), rest=st.text("甲乙丙", min_size=1, max_size=3)
)
def test_a_bracket_is_left_out_only_at_the_end(width, word, rest):
    bracket = f"{width[0]}{word}{width[1]}"

    assert short_name(f"{word}{bracket}{rest}") == f"{word}{bracket}{rest}"
    assert short_name(f"{word}{bracket}") == word


def test_short_names_tell_subjects_and_matters_of_a_theme_apart(plans):
    for plan in plans.values():
        subjects = {use.key.subject for code in plan.matters for use in _uses(plan, code)}
        matters = [plan.catalogue.matter_name(code) for code in plan.matters]

        assert len(set(map(plan.catalogue.short_subject_name, subjects))) == len(subjects)
        assert len(set(map(short_name, matters))) == len(matters)


def test_no_short_name_of_the_catalogue_ends_inside_a_bracket_or_a_list(catalogue):
    for named in (catalogue.subjects, catalogue.matters, catalogue.documents, catalogue.themes):
        for name in (value.name for value in named.values()):
            rest = name.removeprefix(short_name(name)).strip()
            assert rest[:1] in {"", ",", "，", ":", "：", "(", "（"}, name
            assert short_name(name).count("、") == _list_of(name).count("、"), name


def _list_of(name):
    """Return a name up to its first explanation that ends it, looked at sign by sign."""
    depth, end = 0, len(name)
    for place, sign in enumerate(name):
        depth += (sign in "(（") - (sign in ")）")
        if depth == 0 and sign in ",，:：":
            end = place
            break
    name = name[:end]
    while name.endswith((")", "）")):
        name = name[: max(name.rfind("("), name.rfind("（"))]
    return name


def _uses(plan, code):
    return [field.use for field in plan.matters[code].fields]
