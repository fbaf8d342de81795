"""Wordings of the catalogue have words in other languages, and are content in none of them."""

import shutil

import pytest

from core.catalogue.catalogue import Catalogue
from core.catalogue.checking import check_package
from core.catalogue.findings import Severity
from core.catalogue.models import CatalogueWords, Question, Theme, Translation
from core.catalogue.packages import files_of, read_files, read_package
from core.catalogue.revising import declared_changes
from core.catalogue.translations import missing_in, words_from, words_of
from core.themes.publishing import checksum_of, snapshot_of
from tests.conftest import SHIPPED

QUESTION = Question(
    id="by_agent", text="谁来办？", kind="single", options=("本人", "代理"), explain="要委托书"
)
CATALOGUE = Catalogue(questions={"by_agent": QUESTION})
ENGLISH = "translations/en.yaml"


def translation(**parts):
    return Translation(format=1, locale="en", **parts)


def findings_of(text, name=ENGLISH, base=None):
    """Return what is found in a catalogue of one question with this file of translations."""
    questions = b"format: 1\nquestions:\n- id: by_agent\n  text: w\n  kind: number\n"
    package = read_files({"questions.yaml": questions, **(base or {}), name: text.encode()})
    found = check_package(package).findings
    return [finding for finding in found if finding.file == name]


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


@pytest.fixture(scope="module")
def english(shipped):
    return words_of(shipped, "en")


def test_a_wording_has_the_words_under_its_code_before_those_for_all():
    words = words_from(
        translation(questions={"by_agent": {"options.本人": "Myself"}}, wordings={"本人": "Self"}),
        CATALOGUE,
    )

    assert words.of("本人", "by_agent") == "Myself"
    assert words.of("本人", "another") == "Self"


def test_words_for_what_the_catalogue_said_before_are_not_shown_for_what_it_says_now():
    words = words_from(translation(questions={"by_agent": {"text": "Who comes?"}}), CATALOGUE)
    changed = Catalogue(questions={"by_agent": QUESTION.model_copy(update={"text": "孩子多大？"})})

    assert words.of("谁来办？", "by_agent") == "Who comes?"
    assert words.of("孩子多大？", "by_agent") == "孩子多大？"
    assert words_from(translation(), changed).of("孩子多大？") == "孩子多大？"


def test_without_a_translation_everything_stands_as_it_is(shipped):
    assert words_of(shipped, "ug") == CatalogueWords("ug")
    assert words_of(shipped, "ug").of("营业执照") == "营业执照"


def test_a_short_name_has_the_short_words():
    words = words_from(
        translation(wordings={"继承人(全部),多人": "Heirs (all of them)"}), CATALOGUE
    )

    assert words.of("继承人") == "Heirs"


def test_joined_titles_are_translated_only_as_a_whole():
    words = words_from(translation(wordings={"职工": "Employee", "账户": "Account"}), CATALOGUE)

    assert words.of("职工、账户") == "Employee, Account"
    assert words.of("职工 · 账户") == "Employee · Account"
    assert words.of("职工、别的") == "职工、别的"


def test_what_is_missing_is_reported_once_with_its_number():
    (finding,) = findings_of(
        "format: 1\n", base={"questions.yaml": _questions("谁来办？", "为什么")}
    )

    assert (finding.rule, finding.severity) == ("missing-translation", Severity.WARNING)
    assert dict(finding.params)["count"] == 2
    assert "谁来办？" in finding.message("zh-CN")


def _questions(text, explain):
    said = f"  text: {text}\n  explain: {explain}\n  kind: number\n"
    return f"format: 1\nquestions:\n- id: by_agent\n{said}".encode()


@pytest.mark.parametrize(
    ("line", "named", "at"),
    [
        ("questions:\n  by_agnt:\n    text: Who?\n", "by_agnt", 3),
        ("questions:\n  by_agent:\n    txet: Who?\n", "by_agent.txet", 4),
        ("themes:\n  T99:\n    name: A theme\n", "T99", 3),
        ("matters:\n  X-01:\n    name: x\n", "X-01", 3),
        ("questions:\n  by_agent:\n    options.本人: Me\n", "by_agent.options.本人", 4),
    ],
)
def test_codes_and_parts_that_do_not_exist_are_reported_with_file_and_line(line, named, at):
    (finding,) = findings_of(f"format: 1\n{line}")

    assert (finding.rule, finding.severity) == ("unknown-translation", Severity.WARNING)
    assert (finding.file, finding.line) == (ENGLISH, at)
    assert dict(finding.params)["code"] == named


@pytest.mark.parametrize(
    "text",
    [
        "format: 2\n",
        "format: 1\nconfirmed: true\n",
        "format: 1\nconfirmed: {by: Lin Qiuyue}\n",
        "format: 1\nconfirmed: {by: Lin Qiuyue, on: soon}\n",
        "format: 1\nquestions:\n  by_agent: Who?\n",
        "format: 1\nquestions:\n  by_agent:\n    text: ''\n",
        "format: 1\nquestions:\n  by_agent:\n    text: 3\n",
        "format: 1\nwordings:\n- 营业执照\n",
        "format: 1\nwords: {}\n",
        "format: 1\nwordings:\n  姓名: Name\n  姓名: Full name\n",
        "- format: 1\n",
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(text):
    (finding, *_) = findings_of(text)

    assert finding.severity is Severity.ERROR
    assert finding.file == ENGLISH
    assert finding.line >= 1
    assert "{" not in finding.message("zh-CN")


def test_a_confirmation_names_who_and_when():
    text = "format: 1\nconfirmed: {by: Lin Qiuyue, on: 2026-11-30}\n"
    package = read_files({ENGLISH: text.encode()})

    assert package.catalogue.translations["en"].is_confirmed
    assert not translation().is_confirmed


def test_a_catalogue_without_translations_is_as_good_as_before(tmp_path):
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "translations")
    package = read_package(tmp_path)

    assert package.refusals == ()
    assert package.catalogue.translations == {}


def test_a_third_language_is_one_more_file(tmp_path):
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    (tmp_path / "translations" / "ug.yaml").write_text(
        "format: 1\nwordings:\n  是: ھەئە\n", "utf-8"
    )
    catalogue = read_package(tmp_path).catalogue

    assert words_of(catalogue, "ug").of("是") == "ھەئە"
    assert words_of(catalogue, "en").of("是") == "Yes"


def test_a_newer_translation_is_reported_as_a_change_of_the_catalogue():
    files = files_of(SHIPPED)
    after = read_files(files | {ENGLISH: b"format: 1\n"}).catalogue

    assert declared_changes(read_files(files).catalogue, after)["translations"].changed == ("en",)


def test_translations_are_not_frozen_with_a_theme(shipped):
    theme = Theme(format=1, code="T", name="x")
    bare = Catalogue(questions=shipped.questions)
    translated = Catalogue(questions=shipped.questions, translations=shipped.translations)

    assert checksum_of(snapshot_of(theme, bare)) == checksum_of(snapshot_of(theme, translated))


def test_everything_that_is_shipped_has_english_words(shipped):
    assert missing_in(shipped.translations["en"], shipped) == []


def test_english_words_are_english(english):
    chinese = {
        text: words
        for text, words in english.wordings.items()
        if any("\u4e00" <= letter <= "\u9fff" for letter in words)
    }

    assert set(chinese.values()) <= {
        "Does the property certificate or the purchase contract say the use is residential (住宅)?",
        "Look for a medical insurance payment (医保统筹支付) on the hospital invoice.",
    }


def test_a_page_that_asks_two_questions_is_translated_question_by_question(english):
    both = "What is your business called? Where is the business?"
    assert english.of("您开的这家叫什么，开在哪里？") == both
    assert english.of("您开的这家叫什么，没人说过？") == "您开的这家叫什么，没人说过？"


def test_every_title_of_a_page_has_english_words(shipped, english):
    titles = [title.asked_as for title in shipped.page_titles]
    titles += [subject.asked_as for subject in shipped.subjects.values()]

    assert [title for title in titles if not english.has(title)] == []
