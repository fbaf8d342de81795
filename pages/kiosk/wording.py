"""Say names, answers and values in words."""

from datetime import date

from core.catalogue.models import short_name
from core.i18n import say_day, translate
from core.services.citizens import Consultation, MaterialTally, MaterialToGive, OwedDay
from pages.shared.translating import said

_NUMBER_ENDS = 4


def day_words(day: date, locale: str) -> str:
    """Return a day as people say it.

    Examples:
        >>> day_words(date(2026, 11, 25), "zh-CN")
        '11 月 25 日（星期三）'
    """
    weekday = translate(f"kiosk.weekday.{day.isoweekday()}", locale)
    return translate("kiosk.day", locale, day=say_day(day, locale), weekday=weekday)


def name_in_words(paper: MaterialToGive, locale: str) -> str:
    """Return what a paper is called, and whom it is about."""
    return name_with_subject(paper.name, paper.about, locale)


def name_with_subject(paper: str, about: str, locale: str) -> str:
    """Return what a paper is called and whom it is about, by their Chinese names."""
    params = {"paper": said(paper), "subject": said(short_name(about))}
    return translate("kiosk.guide.paper_about", locale, **params)


def day_in_words(day: date, locale: str) -> str:
    """Return a day with its year, as it is said."""
    return say_day(day, locale, with_year=True)


def until_in_words(until: OwedDay, locale: str) -> str:
    """Say until when a paper is handed in, and which matter needs it first."""
    key = "material.owed.until" if until.is_certain else "material.owed.provisional"
    day = say_day(until.day, locale)
    return translate(key, locale, day=day, matter=said(until.matter_name))


def tally_in_words(tally: MaterialTally, locale: str) -> str:
    """Say how many papers were asked of the person, and what came of them."""
    counts = {"asked": tally.asked, "given": tally.given, "owed": tally.owed}
    words = translate(f"material.tally.{tally.as_words}", locale, **counts)
    if not tally.spared:
        return words
    return translate("material.tally.spared", locale, words=words, spared=tally.spared)


def offices_of(consultation: Consultation, matters: tuple[str, ...]) -> list[str]:
    """Return the departments of several matters, each once."""
    return list(
        dict.fromkeys(said(consultation.catalogue.office_name(matter)) for matter in matters)
    )


def masked_number(number: str) -> str:
    """Return a number as it may stand on a screen that others see.

    Examples:
        >>> masked_number("441202198803160028")
        '4412…0028'
    """
    if len(number) <= 2 * _NUMBER_ENDS:
        return ""
    return f"{number[:_NUMBER_ENDS]}…{number[-_NUMBER_ENDS:]}"
