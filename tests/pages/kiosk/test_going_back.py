from core.visits.steps import VisitStep


def test_back_in_the_questions_loses_nothing(screen):
    screen.choose("T02")
    for answer in ("公司", "否"):
        screen.answer(screen.question(), answer)
    third = screen.question()
    screen.answer(third, "本人办理")

    screen.go_back()
    assert screen.chosen(third) == "本人办理"
    screen.go_back()
    assert screen.chosen("has_license") == "否"
    screen.go_back()
    assert screen.chosen("subject_type") == "公司"
    for _ in range(3):
        screen.go_on()

    assert screen.visit.draft.answers[third] == "本人办理"
    assert screen.question() not in screen.visit.draft.answers


def test_a_number_not_yet_kept_is_there_again_after_going_back(screen, answers):
    screen.choose("T02")
    while screen.question() != "area_biz":
        screen.answer(screen.question(), answers[screen.question()])
    screen.app.number_input(key="answer.area_biz").set_value(60.0)

    screen.go_back()
    screen.go_on()

    assert screen.app.number_input(key="answer.area_biz").value == 60


def test_changing_an_answer_keeps_the_later_ones(screen, answers):
    screen.choose("T02")
    for _ in range(4):
        question = screen.question()
        screen.answer(question, answers[question])
    before = screen.question()

    # Of many answers the latest are listed.
    assert all(button.key != "change.subject_type" for button in screen.app.button)
    screen.press("said_all")
    screen.press("change.subject_type")
    screen.answer("subject_type", "公司")

    assert screen.question() == before
    assert screen.visit.draft.answers["by_agent"] == answers["by_agent"]
    assert screen.visit.draft.answers["subject_type"] == "公司"


def test_back_in_the_form_keeps_even_what_is_not_right_yet(at_form, form, values):
    at_form.fill_page(form, values)
    at_form.go_on()
    phone = next(f for f in form.pages[1].fields if f.type == "phone")
    at_form.app.text_input(key=f"field.{phone.key}").set_value("138")

    at_form.go_back()
    first = form.pages[0].fields[0]
    assert at_form.app.text_input(key=f"field.{first.key}").value == values[str(first.key)]
    at_form.go_on()

    assert at_form.app.text_input(key=f"field.{phone.key}").value == "138"
    assert not at_form.alerts


def test_back_leads_from_the_review_to_the_papers_and_on_to_the_form(at_review, form):
    for _ in form.materials:
        at_review.go_back()
        assert at_review.visit.cursor.step is VisitStep.MATERIALS
    at_review.go_back()

    assert (at_review.visit.cursor.step, at_review.visit.cursor.page) == (
        VisitStep.FORM,
        len(form.pages) - 1,
    )


def test_a_change_asked_for_in_the_review_leads_back_to_it(at_review, form):
    at_review.press("edit.0")
    first = form.pages[0].fields[0]
    at_review.app.text_input(key=f"field.{first.key}").set_value("新名字")
    at_review.hand_in()

    assert at_review.visit.cursor.step is VisitStep.REVIEW
    assert "新名字" in at_review.html


def test_the_first_page_leads_back_to_the_themes_and_another_theme_starts_anew(screen):
    screen.choose("T02")
    screen.answer("subject_type", "公司")
    screen.go_back()
    screen.go_back()
    assert screen.visit.cursor.step is VisitStep.WELCOME
    assert screen.visit.draft.answers == {"subject_type": "公司"}

    screen.choose("T01")

    assert screen.visit.draft.answers == {}


def test_language_and_size_change_without_losing_anything(at_form, form, values):
    at_form.fill_page(form, values)
    at_form.go_on()
    at_form.go_back()
    at_form.press("care")
    at_form.press("language_en")
    first = form.pages[0].fields[0]

    assert at_form.visit.care
    assert "Save and go on" in [button.label for button in at_form.app.button]
    assert at_form.app.text_input(key=f"field.{first.key}").value == values[str(first.key)]
