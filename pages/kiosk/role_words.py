"""What roles are called in everyday words; the official name stands beside it.

The words are in ``roles.json`` of each language. A role that nobody has put in words has its
official name.
"""

from core.i18n import message_of, translate
from core.services.citizens import PersonOffered, PersonsToTell
from pages.shared.translating import said


def role_title(role: str, official: str, locale: str) -> str:
    """Return what people call a role.

    Examples:
        >>> role_title("principal", "经营主体负责人", "zh-CN"), role_title("guest", "客人", "zh-CN")
        ('老板', '客人')
    """
    return _words(role, "", locale) or official


def role_task(role: str, locale: str) -> str:
    """Return in a few words what a role is about, if that is told."""
    return _words(role, ".does", locale)


def role_side(role: str, locale: str) -> str:
    """Return the side of a deal that a role is on, if it is on one."""
    return _words(role, ".side", locale)


def who_words(name: str, theme: str, locale: str) -> str:
    """Return the title or the lead of the page, in a theme's own words where it has them."""
    key = f"kiosk.who.{name}"
    return message_of(f"{key}.{theme}", locale) or translate(key, locale)


def titles_of(persons: PersonsToTell, locale: str) -> dict[str, str]:
    """Return what every role that is told is called."""
    official = {**{role.role: role.official for role in persons.roles}, **persons.may_act}
    return {role: role_title(role, said(name), locale) for role, name in official.items()}


def person_words(
    person: PersonOffered, acting: str, titles: dict[str, str], locale: str
) -> tuple[str, str]:
    """Return what a person is called, and what is known of them."""
    if person.role == acting:
        return translate("kiosk.who.me", locale), person.name
    if person.name:
        return person.name, translate("kiosk.who.known", locale)
    return titles.get(person.role, person.role), translate("kiosk.who.same", locale)


def _words(role: str, part: str, locale: str) -> str:
    return message_of(f"kiosk.role.{role}{part}", locale)
