"""Whoever does not know an answer is helped, and nothing counts before they say so."""

import pytest

from core.visits.steps import VisitStep


def go_to(screen, question, answers):
    screen.choose("T02")
    while screen.question() != question:
        screen.answer(screen.question(), answers[screen.question()])


def say(screen, question, *said):
    """Turn to the help and answer its simpler questions."""
    screen.press(f"unsure.{question}")
    for place, word in enumerate(said):
        screen.press(f"simpler.{question}.{place}.{word}")


def main(screen):
    labels = [button.label for button in screen.app.button if button.key == "main"]
    return labels[0] if labels else ""


def test_the_spoken_sentence_leads_and_the_office_words_stand_below(screen, answers):
    go_to(screen, "premises_tenure", answers)

    assert "<h1>开店的地方是自己的、租的，还是别人白借给您用的？</h1>" in screen.html
    assert "官方说法：经营场所(住所)如何取得?" in screen.html
    assert "租的带租约" in screen.html
    assert "父母的房子不收租金" in screen.html
    assert screen.app.button(key="option.premises_tenure.1").label == "租的 :small[租赁]"
    screen.answer("premises_tenure", "租赁")
    assert screen.visit.draft.answers["premises_tenure"] == "租赁"
    said = screen.app.button(key="change.premises_tenure").label
    assert "**租的**" in said


def test_two_simpler_questions_lead_to_an_answer_that_counts_when_it_is_taken(screen, answers):
    go_to(screen, "premises_tenure", answers)
    say(screen, "premises_tenure", "no", "yes")

    assert "那就是“租的（租赁）”" in screen.html
    assert "接下来是这样" in screen.html
    assert "租赁合同" in screen.html
    assert "premises_tenure" not in screen.visit.draft.answers
    assert main(screen) == "就选“租的”，下一问"

    screen.press("main")

    assert screen.visit.draft.answers["premises_tenure"] == "租赁"
    assert screen.question() != "premises_tenure"


def test_what_was_said_can_be_said_again_and_help_can_be_left(screen, answers):
    go_to(screen, "premises_tenure", answers)
    say(screen, "premises_tenure", "no", "yes")
    screen.press("simpler.premises_tenure.0.yes")
    assert main(screen) == "就选“自己的”，下一问"

    screen.press("choose_myself")

    assert "premises_tenure" not in screen.visit.draft.answers
    assert screen.app.button(key="option.premises_tenure.0").label
    screen.press("unsure.premises_tenure")
    screen.go_back()
    assert screen.app.button(key="option.premises_tenure.0").label


def test_the_answer_that_asks_for_more_is_offered_by_its_name(screen, answers):
    answers = {**answers, "sign_need": "是"}
    go_to(screen, "sign_need", answers)
    screen.press("unsure.sign_need")

    assert "先选“是”" in screen.html
    assert "多数店都要挂" in screen.html
    screen.press("main")

    assert screen.visit.draft.answers["sign_need"] == "是"


def test_a_question_put_off_comes_when_all_others_are_answered(screen, answers):
    go_to(screen, "area_biz", answers)
    before = dict(screen.visit.draft.answers)
    screen.press("unsure.area_biz")
    assert "我们不替您猜" in screen.html
    screen.press("main")

    assert screen.visit.draft.answers == before
    asked = []
    while (shown := shown_of(screen)) != "area_biz":
        asked.append(shown)
        screen.answer(shown, answers[shown])
    assert asked
    assert "这一句刚才没有答" in screen.html
    screen.press("unsure.area_biz")
    assert main(screen) == ""
    assert "请按“叫人”" in screen.html
    screen.press("call_staff")
    assert screen.visit.cursor.asked
    screen.visit.cursor.close_question()
    screen.app.run()
    screen.press("choose_myself")
    screen.answer("area_biz", answers["area_biz"])

    screen.answer_all(answers)
    assert screen.visit.cursor.step is VisitStep.GUIDE


def shown_of(screen):
    """Return which question the page shows, by the buttons and fields on it."""
    keys = [button.key for button in screen.app.button] + [
        number_input.key for number_input in screen.app.number_input
    ]
    found = [key.split(".")[1] for key in keys if key.startswith(("option.", "answer."))]
    return found[0] if found else None


@pytest.mark.parametrize("question", ["premises_tenure"])
def test_knowing_no_simpler_answer_either_guesses_nothing(screen, answers, question):
    go_to(screen, question, answers)
    screen.press(f"unsure.{question}")
    screen.press(f"gave_up.{question}")

    assert question not in screen.visit.draft.answers
    assert "先答别的" in screen.html
    assert main(screen) == "先不答，问别的"
