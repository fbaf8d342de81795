"""The note that somebody was helped (帮办说明), which both sign and which goes to the file."""

from dataclasses import dataclass, field
from datetime import datetime

from core.handouts.models import Handout, HandoutColumn, HandoutParagraph, HandoutTable
from core.i18n import DEFAULT_LOCALE, listed, translate
from core.review.helping import HelpNote
from core.working_days import ZONE


@dataclass(frozen=True, slots=True)
class HelpBrief:
    """What the note is written from; ``helper`` is the name that colleagues know."""

    case_number: str
    theme_name: str
    applicant_name: str = field(repr=False)
    note: HelpNote
    helper: str
    at: datetime
    locale: str = DEFAULT_LOCALE

    def say(self, key: str, **params: object) -> str:
        """Return a message of the note."""
        return translate(f"handout.help.{key}", self.locale, **params)


def why_helped(note: HelpNote, locale: str) -> str:
    """Return why somebody was helped, or at a kiosk with what."""
    if note.need:
        return translate(f"designer.help.need.{note.need}", locale)
    return listed([translate(f"kiosk.helped.act.{act}", locale) for act in note.acts], locale)


def help_note_of(brief: HelpBrief) -> Handout:
    """Return the note as a document."""
    note = brief.note
    said = {
        "applicant": brief.applicant_name,
        "helper": brief.helper,
        "at": f"{brief.at.astimezone(ZONE):%Y-%m-%d %H:%M}",
        "need": why_helped(note, brief.locale),
        "consent": translate(f"designer.help.consent.{note.consent}", brief.locale),
        "authorisation": note.authorisation,
        "words": note.words,
    }
    rows = tuple((brief.say(f"row.{name}"), words) for name, words in said.items() if words)
    heads = (HandoutColumn(brief.say("what"), 2), HandoutColumn(brief.say("said"), 6))
    lines = ("declares", "person_signs", "helper_signs")
    return Handout(
        title=brief.say("title"),
        about=brief.say("about", theme=brief.theme_name, number=brief.case_number),
        parts=(
            HandoutTable(heads, rows),
            *(HandoutParagraph(brief.say(line)) for line in lines),
        ),
        locale=brief.locale,
    )
