"""Hand in with help (帮办代办): who of the staff operated for whom, and that the person agreed.

The words are the person's own. Whoever cannot use the kiosk, because they are deaf or blind or
cannot write, is helped at the window; the history tells such a case from others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.cases.help_given import HELPED
from core.cases.models import Event
from core.errors import Problem
from core.review.statement_checks import chosen, cleaned_text, said_only, written


class HelpNeed(StrEnum):
    """Why somebody was helped."""

    DEAF = "deaf"
    BLIND = "blind"
    ELDERLY = "elderly"
    CANNOT_WRITE = "cannot_write"
    OTHER = "other"


class HelpConsent(StrEnum):
    """How the person agreed that somebody operates for them."""

    SPOKEN = "spoken"
    WRITTEN = "written"
    SIGNED_LANGUAGE = "signed_language"
    AUTHORISATION = "authorisation"
    """Somebody else came with a paper, which is named."""


@dataclass(frozen=True, slots=True)
class HelpNote:
    """What is written down of it. ``authorisation`` names the paper, ``words`` what was done.

    ``acts`` are with what somebody was helped at a kiosk, where nobody is asked why.
    """

    need: str
    consent: str
    authorisation: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    acts: tuple[str, ...] = ()

    def problems(self) -> Iterator[Problem]:
        """Yield everything that is missing.

        Examples:
            >>> [problem.place for problem in HelpNote("other", "authorisation").problems()]
            ['authorisation', 'words']
            >>> list(HelpNote("deaf", "signed_language").problems())
            []
        """
        yield from chosen("need", self.need, HelpNeed)
        yield from chosen("consent", self.consent, HelpConsent)
        if self.consent == HelpConsent.AUTHORISATION:
            yield from written(authorisation=self.authorisation)
        if self.need == HelpNeed.OTHER or self.words:
            yield from written(words=self.words)

    def details(self) -> dict[str, Any]:
        """Return it as the history has it."""
        said = said_only(
            authorisation=cleaned_text(self.authorisation), words=cleaned_text(self.words)
        )
        return {"need": self.need, "consent": self.consent, **said}


@dataclass(frozen=True, slots=True)
class NotedHelp:
    """A note with who helped, by the name of their account, and when it was written.

    At a kiosk it is the name that was given there.
    """

    note: HelpNote
    by: str
    at: datetime


def help_in(history: Iterable[Event]) -> NotedHelp | None:
    """Return what a history says of help, if somebody was helped."""
    for event in history:
        if event.action == HELPED:
            said = event.details
            note = HelpNote(
                str(said.get("need", "")),
                str(said.get("consent", "")),
                str(said.get("authorisation", "")),
                str(said.get("words", "")),
                tuple(map(str, said.get("acts", ()))),
            )
            return NotedHelp(note, str(said.get("helper") or event.actor), event.at)
    return None
