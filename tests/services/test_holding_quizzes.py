"""A class joins by its code, each answer counts once, and only trainers see what came of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.errors import ClassFullError, NoSuchClassError, QuizLockedError, TraineeNameError
from core.privacy.retention import RETENTION, Kept
from core.services.trainers.play_quizzes import FREE_TRIES
from core.training.class_results import sheet_of
from core.training.quiz_records import MOST_TRAINEES, Trainee
from tests.seating import TRAINER, let_in
from tests.services.conftest import staffed


@pytest.fixture(scope="module")
def office(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("quiz")) as office:
        yield office


@pytest.fixture
def trainer(office):
    return let_in(office.transaction, TRAINER)


@pytest.fixture
def kept(office, trainer):
    return office.quizzes.open_class(trainer, "T02-1", 6)


def standing(office, trainer, kept):
    return office.quizzes.class_standing(trainer, kept.code, "zh-CN")


def test_a_trainee_joins_answers_and_goes_on_after_a_reload(office, trainer, kept):
    typed = f" {kept.code[:4].lower()}-{kept.code[4:]} "
    secret = office.seats.join(typed, " 小  林 ", place="a")
    questions = office.seats.seat(kept.code, secret, "zh-CN").sheet.questions

    assert office.seats.answer(kept.code, secret, 0, questions[0].right)
    assert office.seats.answer(kept.code, secret, 1, (questions[1].right + 1) % 4)

    seat = office.seats.seat(kept.code, secret, "en")
    assert (seat.name, seat.score, seat.next_question) == ("小 林", 1, 2)
    result = standing(office, trainer, kept)
    assert [(it.trainee.name, it.score, len(it.marks)) for it in result.trainees] == [
        ("小 林", 1, 2)
    ]
    assert result.hardest.number == 1
    assert result.questions[1].mistake == questions[1].answers[(questions[1].right + 1) % 4]


def test_a_double_press_counts_once_whatever_the_second_says(office, kept):
    secret = office.seats.join(kept.code, "小周", place="b")

    with ThreadPoolExecutor(4) as pool:
        first = list(
            pool.map(lambda given: office.seats.answer(kept.code, secret, 0, given), range(4))
        )

    assert sorted(first) == [False, False, False, True]
    assert len(office.seats.seat(kept.code, secret, "zh-CN").given) == 1


def test_of_many_who_join_at_once_each_has_a_place_of_their_own(office, trainer, kept):
    with ThreadPoolExecutor(4) as pool:
        names = [f"学员 {n}" for n in range(8)]
        list(pool.map(lambda name: office.seats.join(kept.code, name, place=name), names))

    found = standing(office, trainer, kept).trainees
    assert [it.trainee.number for it in found] == list(range(1, 9))
    assert {it.trainee.name for it in found} == set(names)


def test_a_class_that_was_ended_takes_nobody_and_nothing_more(office, trainer, kept):
    secret = office.seats.join(kept.code, "小王", place="c")

    office.quizzes.end_class(trainer, kept.code)

    with pytest.raises(NoSuchClassError):
        office.seats.answer(kept.code, secret, 0, 0)
    with pytest.raises(NoSuchClassError):
        office.seats.join(kept.code, "小李", place="c")
    assert not office.seats.seat(kept.code, secret, "zh-CN").is_open
    assert not standing(office, trainer, kept).is_open


def test_names_and_the_number_of_trainees_are_bounded(office, kept):
    office.seats.join(kept.code, "Lin", place="d")
    for name in ("", "   ", "x" * 21, "lin", "\u200b"):
        with pytest.raises(TraineeNameError):
            office.seats.join(kept.code, name, place="d")
    with office.transaction() as stores:
        for n in range(2, MOST_TRAINEES + 1):
            stores.quizzes.join(kept.code, Trainee(n, f"t{n}", kept.opened_at), digest=f"{n}")

    with pytest.raises(ClassFullError):
        office.seats.join(kept.code, "one more", place="d")


def test_wrong_codes_make_their_place_wait_and_no_other(office, kept):
    for _ in range(FREE_TRIES):
        with pytest.raises(NoSuchClassError):
            office.seats.join("WRONGONE", "x", place="guesser")

    with pytest.raises(QuizLockedError):
        office.seats.join("WRONGONE", "x", place="guesser")
    assert office.seats.join(kept.code, "小陈", place="elsewhere")
    assert office.seats.join(kept.code, "小何", place="guesser")


def test_a_secret_of_one_class_opens_no_other(office, trainer, kept):
    other = office.quizzes.open_class(trainer, "T01-1", 3)
    secret = office.seats.join(kept.code, "小吴", place="e")

    for code, given in ((other.code, secret), (kept.code, "guessed"), ("NOCLASS", secret)):
        with pytest.raises(NoSuchClassError):
            office.seats.seat(code, given, "zh-CN")


def test_both_languages_ask_the_same(kept):
    chinese, english = (sheet_of(kept.content, locale) for locale in ("zh-CN", "en"))

    assert [it.keys for it in chinese.questions] == [it.keys for it in english.questions]
    assert [it.right for it in chinese.questions] == [it.right for it in english.questions]
    assert chinese.said


def test_the_record_is_a_workbook_with_everybody_and_every_question(office, trainer, kept):
    secret = office.seats.join(kept.code, "=小郑", place="f")
    office.seats.answer(kept.code, secret, 0, 0)

    raw = office.quizzes.class_file(trainer, kept.code, form="xlsx", locale="zh-CN")

    book = load_workbook(BytesIO(raw))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("=小郑" in cell for cell in cells)
    assert sheet_of(kept.content, "zh-CN").questions[5].text in cells
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_what_came_of_a_class_goes_when_its_period_is_over(office, trainer, kept):
    secret = office.seats.join(kept.code, "小冯", place="g")
    office.seats.answer(kept.code, secret, 0, 0)
    after = kept.ends_at + RETENTION.of(Kept.QUIZZES) + timedelta(days=1)

    with office.transaction() as stores:
        assert stores.retention.over(Kept.QUIZZES, kept.opened_at) == 0
        removed = stores.retention.remove(Kept.QUIZZES, after, at=after)

    assert removed >= 1
    with office.transaction() as stores:
        assert stores.quizzes.all() == ()
        assert stores.quizzes.trainees(kept.code) == ()
        assert stores.quizzes.answers(kept.code) == ()
