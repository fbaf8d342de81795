"""Who is who before the form: one touch for all, reasons for what is not offered, no loss."""

from functools import partial

import pytest

from core.visits.steps import VisitStep
from pages.kiosk.consulting import follows_of, form_of, persons_of
from tests.filling import values_for
from tests.pages.kiosk.reaching import reach
from tests.pages.kiosk.screens import Screen

ID = "441202198803160028"
MINE = {"contact": "principal", "health_mgr": "principal", "liaison": "principal"}


def at_acting(kiosk, shipped, theme, **answers):
    """Return a screen on which somebody is about to say who they are, before who is who."""
    screen, answers = Screen(kiosk.service), shipped.themes[theme].typical_answers | answers
    reach(
        kiosk, screen, ("acting", theme, repr(answers)), partial(_to_acting, screen, theme, answers)
    )
    return screen


def _to_acting(screen, theme, answers):
    screen.choose(theme)
    screen.answer_all(answers)
    screen.press("main")
    screen.agree()


def at_who(kiosk, shipped, theme, **answers):
    """Return a screen on which somebody is about to say who is who; the form asks their name."""
    screen = at_acting(kiosk, shipped, theme, **answers)
    screen.leave_acting()
    return screen


@pytest.fixture
def salon(kiosk, shipped):
    return at_who(kiosk, shipped, "T02")


@pytest.fixture
def birth(kiosk, shipped):
    return at_who(kiosk, shipped, "T04")


def places(screen):
    pages = form_of(screen.service, screen.visit).pages
    return [str(field.key) for page in pages for field in page.fields]


def keys(screen):
    return {button.key for button in screen.app.button}


def chosen(screen):
    return {role.role: role.chosen for role in persons_of(screen.service, screen.visit).roles}


def test_one_touch_says_that_all_are_me_and_each_is_asked_once(salon):
    apart = places(salon)

    salon.press("who.all")

    assert salon.visit.draft.parties == MINE
    once = places(salon)
    assert len(apart) - len(once) == persons_of(salon.service, salon.visit).saved > 0
    assert [place for place in once if place.startswith("per.name@")] == [
        "per.name@principal",
        "per.name@employee",
    ]


def test_a_second_touch_gives_back_what_stood_before(salon):
    salon.press("who.contact.principal")
    salon.press("who.liaison.another")
    before = salon.visit.draft

    salon.press("who.all")
    salon.press("who.all")

    assert salon.visit.draft == before


def test_without_a_choice_the_page_stays_and_names_the_role(salon):
    salon.press("who.contact.principal")
    salon.press("who.health_mgr.principal")

    salon.press("main")

    assert salon.visit.cursor.step is VisitStep.WHO
    (alert,) = salon.alerts
    assert "还差 1 个：登记联络员" in alert


def test_who_is_somebody_else_can_be_chosen_for_other_roles(salon):
    salon.press("who.health_mgr.another")

    salon.press("who.contact.health_mgr")

    assert chosen(salon) == {"contact": "health_mgr", "health_mgr": "health_mgr", "liaison": ""}
    assert salon.visit.draft.parties == {"contact": "health_mgr"}


def test_both_parents_are_never_one_person_and_the_reason_is_reported(birth):
    birth.press("who.all")

    assert "who.father.mother" not in keys(birth)
    assert "生母与生父是两个人" in birth.html
    assert chosen(birth)["father"] == "father"  # somebody else, without a touch
    birth.press("who.household_head.father")
    assert birth.visit.draft.parties["household_head"] == "father"
    assert persons_of(birth.service, birth.visit).missing == ()


def test_through_a_chain_nobody_becomes_who_they_cannot_be(birth):
    birth.press("who.household_head.father")
    birth.press("who.guardian.father")

    for role in ("household_head", "guardian"):
        birth.press(f"who.{role}.mother")

    assert chosen(birth)["father"] == "father"
    assert set(birth.visit.draft.parties.values()) == {"mother"}


def test_the_father_may_be_the_one_who_stands_here(birth):
    birth.press("who.all")

    birth.press("who.acting")
    birth.press("who.acting.father")

    assert persons_of(birth.service, birth.visit).acting == "father"
    assert birth.visit.draft.parties == {}
    birth.press("main")
    birth.press("who.all")
    assert set(birth.visit.draft.parties.values()) == {"father"}


def test_what_was_typed_stays_whoever_is_who(salon):
    typed = {"per.name@contact": "何小满", "per.mobile@contact": "13800002002"}
    for place, value in typed.items():
        salon.visit.fill(place, value)

    salon.press("who.all")
    proposed = follows_of(salon.service, salon.visit).proposed
    salon.press("who.contact.another")

    assert proposed["per.mobile@principal"] == typed["per.mobile@contact"]
    assert salon.visit.draft.values == typed
    another = salon.app.button(key="who.contact.another")
    assert "何小满" in another.label


def test_a_theme_whose_roles_are_all_different_people_has_no_such_page(kiosk, shipped):
    screen = at_who(kiosk, shipped, "T08")

    assert screen.visit.cursor.step is VisitStep.FORM


def test_an_answer_that_changes_takes_back_what_it_makes_impossible(kiosk, shipped):
    screen = at_who(kiosk, shipped, "T03")
    screen.press("who.all")
    said = dict(screen.visit.draft.parties)
    for _ in range(3):
        screen.press("back")

    screen.press("said_all")
    screen.press("change.by_agent")
    screen.answer("by_agent", "委托代理")
    screen.press("main")
    screen.agree()
    screen.leave_acting()

    persons = persons_of(screen.service, screen.visit)
    assert persons.acting == "agent"
    assert screen.visit.draft.parties.items() <= said.items()


def test_the_review_says_who_is_who_leads_back_to_it_and_the_case_keeps_it(salon, shipped, kiosk):
    salon.press("who.all")
    salon.go_on()
    form = form_of(salon.service, salon.visit)
    salon.fill_all(form, values_for(form, shipped))
    salon.give_papers(form)
    assert "谁是谁" in salon.html
    assert "<dt>卫生管理员</dt><dd>我 · 林秋月</dd>" in salon.html

    salon.press("edit.-2")
    salon.press("who.health_mgr.another")
    salon.press("main")
    assert salon.visit.cursor.step is VisitStep.REVIEW
    assert "<dt>卫生管理员</dt><dd>另外一个人</dd>" in salon.html
    salon.press("edit.-2")
    salon.press("who.all")
    salon.press("main")
    salon.hand_in()

    (case,) = kiosk.cases.by_number.values()
    assert case.application.parties == MINE


def test_in_large_letters_one_role_is_chosen_at_a_time(salon):
    salon.press("care")
    assert "who.contact.principal" not in keys(salon)

    salon.press("who.change.contact")
    salon.press("who.contact.principal")

    assert chosen(salon)["contact"] == "principal"
    assert "who.contact.principal" not in keys(salon)


def test_more_persons_than_fit_side_by_side_stand_in_a_list_of_their_own(kiosk, shipped):
    shop = at_who(kiosk, shipped, "T01")
    roles = ("liaison", "finance", "tax_agent")
    for role in roles:
        shop.press(f"who.{role}.another")
    assert "who.contact.liaison" not in keys(shop)

    shop.press("who.contact.known")
    assert {f"who.contact.{role}" for role in roles} <= keys(shop)
    shop.press("who.contact.finance")

    assert chosen(shop)["contact"] == "finance"
    assert "who.contact.finance" not in keys(shop)
    label = shop.app.button(key="who.contact.known").label
    assert label.endswith("已填的人（3）]")


def test_a_row_takes_over_who_was_named_already_and_what_stands_in_it_stays(salon):
    salon.press("who.all")
    for element, value in {"name": "林秋月", "id_no": "441202198803160028"}.items():
        salon.visit.fill(f"per.{element}@principal", value)
    salon.go_on()
    pages = form_of(salon.service, salon.visit).pages
    salon.visit.cursor.page = next(
        number for number, page in enumerate(pages) if page.members_of == "employee"
    )
    salon.app.run()
    salon.press("add_member")

    salon.press("named.employee.0.0")

    values = salon.visit.draft.values
    assert values["per.name@employee"] == ["林秋月", None]
    assert values["per.id_no@employee"] == ["441202198803160028", None]
    assert "named.employee.1.0" not in keys(salon)  # nobody stands in two rows
    assert values["per.name@principal"] == "林秋月"


def test_who_acts_is_named_once_and_no_page_asks_again(kiosk, shipped):
    screen = at_acting(kiosk, shipped, "T02")
    screen.app.text_input(key="named.per.name@principal").set_value("林秋月")
    screen.app.text_input(key="holder.per.id_no@principal").set_value(ID)

    screen.press("main")

    assert "林秋月（您）" in screen.html
    assert "4412…0028" in screen.html
    screen.press("who.all")
    screen.go_on()
    form = form_of(screen.service, screen.visit)
    assert "field.per.name@principal" not in {box.key for box in screen.app.text_input}
    assert "您前面写好的" in screen.html
    assert ID not in screen.html
    screen.fill_all(form, values_for(form, shipped))
    assert screen.visit.draft.values["per.id_no@principal"] == ID


def test_a_wrong_number_is_reported_where_it_is_written(kiosk, shipped):
    screen = at_acting(kiosk, shipped, "T02")
    screen.app.text_input(key="holder.per.id_no@principal").set_value("44120219880316002X")

    screen.press("main")

    assert screen.visit.cursor.naming
    assert "最后一位对不上" in screen.alerts[0]
    assert screen.visit.draft.party_choices.written == ()


def test_what_was_written_is_changed_from_the_form_and_the_form_goes_on(kiosk, shipped):
    screen = at_acting(kiosk, shipped, "T02")
    screen.app.text_input(key="named.per.name@principal").set_value("林秋夕")
    screen.press("main")
    screen.press("who.all")
    screen.go_on()

    screen.press("written.per.name@principal")
    screen.app.text_input(key="named.per.name@principal").set_value("林秋月")
    screen.press("main")

    assert screen.visit.cursor.step is VisitStep.FORM
    assert "林秋月" in screen.html


def test_the_name_goes_with_whoever_turns_out_to_be_the_father(kiosk, shipped):
    screen = at_acting(kiosk, shipped, "T04")
    screen.app.text_input(key="named.per.name@mother").set_value("吴清明")
    screen.press("main")

    screen.press("who.acting")
    screen.press("who.acting.father")

    assert screen.visit.draft.values == {"per.name@father": "吴清明"}
    assert screen.app.text_input(key="named.per.name@father").value == "吴清明"


def test_within_low_reach_what_is_known_is_read_and_one_button_leads_to_changing_it(kiosk, shipped):
    screen = at_acting(kiosk, shipped, "T02")
    screen.app.text_input(key="named.per.name@principal").set_value("林秋月")
    screen.press("main")
    screen.press("who.all")
    screen.go_on()
    screen.visit.low = True
    screen.app.run()
    assert "您前面写好的" in screen.html
    assert "written.per.name@principal" not in keys(screen)

    screen.press("change_known")
    screen.press("written.per.name@principal")

    assert screen.visit.cursor.naming
    screen.press("main")
    assert "written.per.name@principal" not in keys(screen)


def test_in_large_letters_no_page_has_nothing_but_what_was_written_before(kiosk, shipped):
    screen = at_acting(kiosk, shipped, "T07")
    screen.app.text_input(key="named.per.name@applicant").set_value("吴清明")
    screen.app.text_input(key="holder.per.id_no@applicant").set_value(ID)
    screen.press("main")
    screen.press("who.all")
    screen.visit.care = True

    form, draft = form_of(screen.service, screen.visit), screen.visit.draft

    for page in form.pages:
        work = [str(field.key) for field in page.fields if form.is_work(field)]
        assert not all(map(draft.is_given, work)), page.title


def test_who_acts_is_named_first_where_they_hold_one_role(kiosk, shipped):
    screen = at_acting(kiosk, shipped, "T08")
    assert "您是：" in screen.html
    screen.app.text_input(key="named.per.name@applicant").set_value("吴清明")

    screen.press("main")

    assert (screen.visit.cursor.step, screen.visit.cursor.naming) == (VisitStep.FORM, False)
    assert "您前面写好的" in screen.html
    screen.press("back")
    assert screen.visit.cursor.naming
    assert screen.app.text_input(key="named.per.name@applicant").value == "吴清明"
    screen.press("back")
    assert screen.visit.cursor.step is VisitStep.GUIDE
