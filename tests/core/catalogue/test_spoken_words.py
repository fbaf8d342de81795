"""Questions in spoken words: strict, checked, and as they were in what is published already."""

import shutil

import pytest

from core.catalogue.checking import check_package
from core.catalogue.models import AskedQuestion, Question
from core.catalogue.packages import read_package
from core.themes.publishing import checksum_of, restore, snapshot_of
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED)


def found_in(directory, *rules):
    findings = check_package(read_package(directory)).findings
    return [
        (finding.rule, finding.severity, finding.file, finding.line > 0)
        for finding in findings
        if finding.rule in rules
    ]


def changed(tmp_path, file, old, new):
    directory = shutil.copytree(SHIPPED, tmp_path / "catalogue")
    text = (directory / file).read_text("utf-8")
    assert old in text
    (directory / file).write_text(text.replace(old, new, 1), "utf-8")
    return directory


def test_every_question_that_is_asked_has_spoken_words_a_reason_and_help(shipped):
    catalogue = shipped.catalogue
    asked = {
        question.question: catalogue.questions[question.question]
        for theme in catalogue.themes.values()
        for question in theme.questions
    }

    lacking = [q.id for q in asked.values() if not (q.spoken and q.why and q.unsure)]

    assert lacking == []
    assert found_in(SHIPPED, "question-without-reason", "unknown-option") == []


def test_yes_stands_before_no_wherever_they_are_the_options(shipped):
    questions = shipped.catalogue.questions.values()

    assert {q.options for q in questions if set(q.options) == {"是", "否"}} == {("是", "否")}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("questions.yaml", "      if_yes: 公司\n", "      if_yes: 公司法人\n"),
        ("questions.yaml", "      if_no: 无偿使用\n", "      if_no: 白用\n"),
        ("questions.yaml", "    take: 存量房\n", "    take: 二手房\n"),
        ("questions.yaml", "    家庭经营: 一家人一起\n", "    家庭: 一家人一起\n"),
        (
            "themes/T04.yaml",
            "- question: newborn_hospital\n",
            "- question: newborn_hospital\n  unsure: {take: 不知道}\n",
        ),
    ],
)
def test_an_option_that_the_question_does_not_have_is_an_error(tmp_path, file, old, new):
    directory = changed(tmp_path, file, old, new)

    assert found_in(directory, "unknown-option") == [("unknown-option", "error", file, True)]


def test_a_question_that_is_asked_without_a_reason_is_a_warning(delivered_directory, tmp_path):
    found = found_in(delivered_directory, "question-without-reason")
    changes = changed(tmp_path, "questions.yaml", "  why: 替别人办的", "  hint: 替别人办的")

    assert len(found) == 43
    assert set(found) == {("question-without-reason", "warning", "questions.yaml", True)}
    assert found_in(changes, "question-without-reason") == []  # what the office explains is one


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("  spoken: 您是打算", "  spoke: 您是打算", "unknown-key"),
        ("    - say: 会不会有", "    - ask: 会不会有", "unknown-key"),
        ("  why: 自己开店", "  why: [自己开店]\n  explain2: ", "unknown-key"),
        ("    take: 存量房\n", "    take: 1\n", "wrong-type"),
        (
            "    - say: 每个月要付租金吗？\n",
            "    - say: 真的？\n    - say: 每个月要付租金吗？\n",
            "wrong-type",
        ),
    ],
)
def test_spoken_words_are_read_strictly(tmp_path, old, new, rule):
    directory = changed(tmp_path, "questions.yaml", old, new)

    assert (rule, "error", "questions.yaml", True) in found_in(directory, rule)


def test_a_theme_may_word_a_question_for_itself_and_everything_else_stays(shipped):
    catalogue = shipped.catalogue
    agent = catalogue.questions["by_agent"]

    mother = catalogue.themes["T04"].worded(agent)

    assert mother.asked_aloud == "来办的是孩子妈妈本人，还是妈妈委托的人？"
    assert (mother.options, mother.unsure, mother.text) == (agent.options, agent.unsure, agent.text)
    assert catalogue.themes["T02"].worded(agent) == agent


def test_what_was_published_without_spoken_words_is_read_and_proved_as_before(shipped):
    catalogue = shipped.catalogue
    words = ("spoken", "spoken_options", "why", "example", "hint", "unsure")
    snapshot = snapshot_of(catalogue.themes["T04"], catalogue)
    for part in (*snapshot["questions"], *snapshot["theme"]["questions"]):
        for word in words:
            part.pop(word, None)
    before = checksum_of(snapshot)

    theme, older = restore(snapshot)

    assert checksum_of(snapshot_of(theme, older)) == before
    assert theme.worded(older.questions["by_agent"]).asked_aloud == "由谁办理?"


def test_without_spoken_words_the_office_wording_is_asked():
    plain = Question(id="a", text="面积?", kind="number", explain="决定消防")

    assert (plain.asked_aloud, plain.reason) == ("面积?", "决定消防")
    assert AskedQuestion(question="a").worded(plain) == plain
