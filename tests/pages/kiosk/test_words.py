"""A citizen never gets the words of whoever runs the kiosk."""

import re
from unittest import mock

import pytest

from core import errors
from core.i18n import messages_of
from pages.kiosk.telling import words_of
from pages.shared import feedback

OPERATORS_WORDS = re.compile(
    r"备份|配置|环境变量|目录|数据库|theme_version|case_event|backup|setting|director|database|"
    r"catalogue|timeout|connection|answer\)",
    re.IGNORECASE,
)
GIVEN = [
    errors.AlteredRecordError(what="theme_version T01 1"),
    errors.SettingsError(problems="DONE_ONCE_SECRET_KEY: too short"),
    errors.SourceUnreachableError(reason="timeout"),
    errors.ReaderUnreachableError(reason="connection"),
    errors.CatalogueUnreadableError(directory="/srv/catalogue", reason="Permission denied"),
    errors.UnknownThemeError(code="T99"),
    errors.ThemeNotReadyError(code="T99"),
    errors.UnknownStaffError(username="wang"),
    errors.StorageError(reason="OperationalError"),
    errors.StoreBusyError(reason="OperationalError"),
    errors.StoreUnreadableError(reason="DatabaseError"),
    errors.FileLostError(reason="altered", digest="a" * 64),
    errors.PrintingError(),
    errors.NotKeptError(),
]


@pytest.mark.parametrize("error", GIVEN, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_a_citizen_is_told_in_plain_words(error, locale):
    words = words_of(error, locale)

    assert words
    assert "{" not in words
    assert not OPERATORS_WORDS.search(words), words
    assert not any(str(value) in words for value in error.params.values() if value)


def test_the_staff_are_told_which_record_it_is():
    words = feedback.words_of(errors.AlteredRecordError(what="theme_version T01 1"), "en")

    assert "theme_version T01 1" in words
    assert "backup" in words


@pytest.mark.parametrize(
    "error", [errors.StoreBusyError, errors.StoreUnreadableError, errors.FileLostError]
)
@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_only_what_was_to_be_written_is_said_not_to_be_saved(error, locale):
    words = words_of(error(), locale)

    assert not re.search(r"没有存上|not saved|nothing is lost|都还在", words)


def test_an_unknown_fault_does_not_say_that_nothing_is_lost():
    assert "lost" not in messages_of("en")["error.unknown"]
    assert "都还在" not in messages_of("zh-CN")["error.unknown"]


def test_as_many_places_are_counted_as_are_listed():
    alike = errors.Problem("per.name@principal", "required", (("label", "姓名"),))
    with mock.patch.object(feedback.st, "html") as shown, feedback.errors_shown("zh-CN"):
        raise errors.InvalidValuesError((alike, alike))

    (html,) = shown.call_args.args
    assert "有 1 处" in html
    assert html.count("<li>") == 1
