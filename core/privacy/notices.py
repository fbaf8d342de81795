"""The notice before the first entry, and what has to be agreed to (个人信息保护法 17, 29, 31).

One page says everything: the notice needs one touch, sensitive data a tick of their own, each
child another one. It is shown again where an office or a kind of data has come to it, or where the
wording has changed (17, last paragraph); another language, or one entry more of what was told
already, asks nobody twice.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from core.cases.models import Consent
from core.catalogue.catalogue import Catalogue
from core.catalogue.models import AS_WRITTEN, CatalogueWords
from core.i18n import LOCALES, listed, translate, words_under
from core.privacy.children import children_on
from core.privacy.retention import RETENTION, Retention
from core.privacy.sensitive import SensitiveUse, sensitive_uses
from core.themes.guides import Guide
from core.themes.plans import ThemePlan

NOTICE = "notice"
SENSITIVE = "sensitive"
CHILD = "child"
_MOST_NAMED = 6
"""So many labels are named of each office; how many there are in all is said as well."""
_SHORT = 16
_PERSON = "person"
"""What is about a person is named before what is about a shop."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """An office and what it sees: the labels of its own form, and how many papers."""

    code: str
    department: str
    labels: tuple[str, ...]
    papers: int


@dataclass(frozen=True, slots=True)
class Child:
    """A child on the form: the subject, what it is called, and what is asked of it."""

    subject: str
    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Something to be told or agreed to: ``about`` what, what it covers, and its words."""

    about: str
    covers: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Return the digest of the words."""
        return _digest([self.about, *self.words])

    def agreed(self, at: datetime, locale: str) -> Consent:
        """Return that it was told, or agreed to."""
        given_at = at.isoformat(timespec="seconds")
        return Consent(self.about, self.covers, wording(), self.digest, locale, given_at)

    def is_known(self, given: Iterable[Consent]) -> bool:
        """Say whether that was done already, in the wording of now and for as much as now."""
        return any(
            consent.about == self.about
            and consent.wording == wording()
            and set(self.covers) <= set(consent.covers)
            for consent in given
        )


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """What is told before the first entry of one situation.

    ``words`` are what the catalogue is called in the language in which it is told.
    """

    theme: str
    recipients: tuple[Recipient, ...]
    sensitive: tuple[SensitiveUse, ...] = ()
    children: tuple[Child, ...] = ()
    retention: Retention = RETENTION
    words: CatalogueWords = AS_WRITTEN

    def notice(self, locale: str) -> Point:
        """Return the notice itself."""
        return self._point(NOTICE, locale)

    def choices(self, locale: str) -> tuple[Point, ...]:
        """Return what is agreed to, one by one; nothing where nothing asks for consent."""
        abouts = [SENSITIVE] if self.sensitive else []
        abouts += [f"{CHILD}:{child.subject}" for child in self.children]
        return tuple(self._point(about, locale) for about in abouts)

    def open_points(self, given: Iterable[Consent], locale: str) -> tuple[Point, ...]:
        """Return what was not told or agreed to yet."""
        consents = tuple(given)
        points = (self.notice(locale), *self.choices(locale))
        return tuple(point for point in points if not point.is_known(consents))

    def _point(self, about: str, locale: str) -> Point:
        covers = {
            NOTICE: tuple(recipient.code for recipient in self.recipients),
            SENSITIVE: tuple(str(sensitive.kind) for sensitive in self.sensitive),
        }
        return Point(about, covers.get(about, ()), tuple(self._words(about, locale)))

    def _words(self, about: str, locale: str) -> Iterator[str]:
        kind, _, subject = about.partition(":")
        if kind == NOTICE:
            yield from self._sentences(locale)
        elif kind == SENSITIVE:
            yield from self._sensitive(locale)
        else:
            (child,) = [listed for listed in self.children if listed.subject == subject]
            about = self.words.of(child.name)
            params = {"about": about, "labels": self._named(child.labels, locale)}
            yield from (translate(f"privacy.child.{it}", locale, **params) for it in _CHILD)

    def _named(self, names: Iterable[str], locale: str) -> str:
        return listed([self.words.of(name) for name in names], locale)

    def _sentences(self, locale: str) -> Iterator[str]:
        kept, unsent = self.retention.visits.days, self.retention.upload_hours
        yield translate(
            "privacy.who", locale, theme=self.words.of(self.theme), count=len(self.recipients)
        )
        for recipient in self.recipients:
            yield translate(
                "privacy.recipient",
                locale,
                department=self.words.of(recipient.department),
                papers=recipient.papers,
                labels=self._named(recipient.labels[:_MOST_NAMED], locale),
                count=len(recipient.labels),
            )
        yield translate("privacy.how", locale)
        yield translate(
            "privacy.kept", locale, hours=unsent, days=kept, years=self.retention.case_years
        )
        yield translate("privacy.rights", locale)

    def _sensitive(self, locale: str) -> Iterator[str]:
        yield translate("privacy.sensitive.agree", locale)
        for sensitive in self.sensitive:
            yield translate(
                "privacy.sensitive.kind",
                locale,
                kind=translate(f"privacy.kind.{sensitive.kind}", locale),
                labels=self._named(sensitive.labels, locale),
                why=translate(f"privacy.why.{sensitive.kind}", locale),
            )


_CHILD = ("agree", "what", "how")


@cache
def wording() -> str:
    """Return what tells one wording of the notice from another, whatever the language."""
    return _digest([words_under("privacy.", locale) for locale in LOCALES])[:_SHORT]


def _digest(said: object) -> str:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def privacy_notice(
    plan: ThemePlan, guide: Guide, values: Mapping[str, Any], today: date
) -> PrivacyNotice:
    """Return what has to be told, and agreed to, in one situation with what is known by now."""
    catalogue = plan.catalogue
    return PrivacyNotice(
        theme=plan.theme.name,
        recipients=tuple(_recipients(catalogue, guide)),
        sensitive=sensitive_uses(catalogue, guide),
        children=tuple(_children(catalogue, guide, values, today)),
    )


def _recipients(catalogue: Catalogue, guide: Guide) -> Iterator[Recipient]:
    """Yield the offices in the order of their matters, each with its own form only (law 3)."""
    matters: dict[str, list[str]] = {}
    for code in guide.matters:
        matters.setdefault(catalogue.matters[code].department, []).append(code)
    for department, codes in matters.items():
        asked = (use.key.element for code in codes for use in guide.uses[code])
        elements = (catalogue.elements[code] for code in asked if code in catalogue.elements)
        names = (
            element.name for element in sorted(elements, key=lambda it: it.describes != _PERSON)
        )
        papers = [
            material
            for material in guide.materials
            if {u.matter for u in material.uses} & set(codes)
        ]
        name = catalogue.department_name(department)
        yield Recipient(department, name, tuple(dict.fromkeys(names)), len(papers))


def _children(
    catalogue: Catalogue, guide: Guide, values: Mapping[str, Any], today: date
) -> Iterator[Child]:
    for subject in children_on(guide.form, values, catalogue, today):
        labels = [field.label for field in guide.form if field.key.subject == subject]
        name = catalogue.short_subject_name(subject)
        yield Child(subject, name, tuple(dict.fromkeys(labels)))
