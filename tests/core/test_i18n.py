"""Languages of the interface are one list, and each has its words."""

import pytest

from core.i18n import DEFAULT_LOCALE, LOCALES, LOCALES_DIR, listed, locale_of, other_locales


def test_every_listed_language_has_a_folder_of_words_and_every_folder_a_language():
    assert set(LOCALES) == {path.name for path in LOCALES_DIR.iterdir() if path.is_dir()}


def test_a_language_is_offered_by_the_name_it_has_for_itself():
    assert [(locale.code, locale.name) for locale in other_locales("zh-CN")] == [("en", "English")]
    assert [(locale.code, locale.name) for locale in other_locales("en")] == [("zh-CN", "中文")]


@pytest.mark.parametrize("code", ["", "xx", "../en", "EN"])
def test_a_code_that_is_no_language_is_the_default_one(code):
    assert locale_of(code).code == DEFAULT_LOCALE
    assert listed(["甲", "乙"], code) == "甲、乙"


@pytest.mark.parametrize("code", LOCALES)
def test_what_pages_need_of_a_language_is_there(code):
    locale = locale_of(code)

    assert locale.direction in {"ltr", "rtl"}
    assert list(locale.magnitudes) == sorted(locale.magnitudes, reverse=True)
    assert set(locale.fonts) <= {"sans", "serif"}
