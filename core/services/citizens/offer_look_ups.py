"""Tell which records could answer questions, so that the applicant can agree to each."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from core.catalogue.models import Question, RecordLink
from core.forms.models import MergedField
from core.forms.sources import ValueSource
from core.materials.keys import LicenceKey
from core.themes.guides import Guide
from core.themes.plans import ThemePlan
from core.visits.draft import ApplicationDraft


@dataclass(frozen=True, slots=True)
class LookUp:
    """One record of one holder that answers questions of a theme.

    ``about`` names the holder, ``holder`` is the field for the holder's number, which the form
    asks as well. Nothing is taken from the record but what answers ``questions``.
    """

    licence: str
    source: ValueSource
    about: str
    holder: MergedField
    questions: tuple[tuple[Question, RecordLink], ...]

    @property
    def code(self) -> str:
        """Return ``licence@subject``, by which the applicant consents to it."""
        return str(LicenceKey(self.licence, self.holder.key.subject))

    @property
    def elements(self) -> tuple[str, ...]:
        """Return what is asked of the record, each element once."""
        return tuple(dict.fromkeys(link.element for _, link in self.questions))


def offer_look_ups(
    plan: ThemePlan, guide: Guide, draft: ApplicationDraft, connected: Collection[ValueSource]
) -> tuple[LookUp, ...]:
    """Return the records that answer questions which are open, as far as sources are connected.

    A record is offered only by a number that is certain to be on the form: nobody gives more
    about themselves than without it.
    """
    found: dict[tuple[str, str], LookUp] = {}
    for question, link in _links(plan, guide, draft):
        source = ValueSource(link.by)
        holder = guide.form_by_key.get(guide.parties.key_of(link.holder_key))
        if source in connected and holder is not None:
            key = (link.licence, str(holder.key))
            before = found[key].questions if key in found else ()
            about = plan.catalogue.subject_name(holder.key.subject)
            both = (*before, (question, link))
            found[key] = LookUp(link.licence, source, about, holder, both)
    return tuple(found.values())


def _links(
    plan: ThemePlan, guide: Guide, draft: ApplicationDraft
) -> Iterator[tuple[Question, RecordLink]]:
    """Yield how open questions can be answered, those that may still be asked, in their order."""
    for code in plan.questions.order:
        if code in guide.situation.known.open and code not in draft.found:
            question = plan.theme.worded(plan.catalogue.question(code))
            yield from ((question, link) for link in question.found_on)
