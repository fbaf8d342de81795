"""Find answers to questions in records, with consent, and only what the question asks (law 5).

Whatever is not found is asked: nothing here stops a visit.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from core.cases.fetched_records import RecordSeals, holder_number, place_of_answer
from core.cases.models import FetchedRecord
from core.cases.numbering import ALPHABET
from core.catalogue.models import FieldKey, Question
from core.errors import LicenceNotFoundError, Problem, SourceUnreachableError
from core.forms.prefilling import VALID, LicenceCopy
from core.forms.sources import ValueSource
from core.ports import Clock, LicenceLibrary, LicenceRequest, Randomness
from core.services.citizens.licence_outcomes import LicenceState
from core.services.citizens.offer_look_ups import LookUp, offer_look_ups
from core.services.citizens.read_plans import ReadPlan
from core.services.form_answers import check_values, keyed
from core.situations.recorded_answers import answer_on_record
from core.themes.guides import Guide
from core.visits.draft import ApplicationDraft
from core.working_days import day_of

_CONSENT_SYMBOLS = 20


@dataclass(frozen=True, slots=True)
class LookUpOutcome:
    """What came of one record: the answers that it gives, with their records, by question."""

    look_up: LookUp
    state: LicenceState
    records: Mapping[str, FetchedRecord]


class FindAnswers:
    """Finds answers for applications in the making."""

    def __init__(
        self,
        *,
        planned: ReadPlan,
        sources: Mapping[ValueSource, LicenceLibrary],
        seals: RecordSeals,
        randomness: Randomness,
        clock: Clock,
    ) -> None:
        self._planned = planned
        self._sources = sources
        self._seals = seals
        self._randomness = randomness
        self._clock = clock

    def offers(self, draft: ApplicationDraft, guide: Guide) -> tuple[LookUp, ...]:
        """Return the records that answer questions still open; ``guide`` is what is certain."""
        plan = self._planned.of_application(draft.application()).plan
        return offer_look_ups(plan, guide, draft, tuple(self._sources))

    def problems(
        self, draft: ApplicationDraft, guide: Guide, look_ups: Iterable[LookUp]
    ) -> tuple[Problem, ...]:
        """Return what is wrong with the numbers by which records would be looked up."""
        plan = self._planned.of_application(draft.application()).plan
        only = frozenset(look_up.holder.key for look_up in look_ups)
        values, today = keyed(draft.values), day_of(self._clock())
        return check_values(plan, guide, values, only, today=today)

    def __call__(
        self, draft: ApplicationDraft, guide: Guide, consents: Collection[str]
    ) -> tuple[LookUpOutcome, ...]:
        """Look up what was agreed to, and return what came of each record.

        Args:
            draft: The visit so far; it has to hold the numbers of the holders.
            guide: What is certain by its answers.
            consents: Codes of the records (:attr:`LookUp.code`) that the applicant agreed to.
        """
        offers = self.offers(draft, guide)
        return tuple(self._outcome(it, draft, guide) for it in offers if it.code in consents)

    def known(
        self, draft: ApplicationDraft, guide: Guide, question: Question
    ) -> FetchedRecord | None:
        """Return the record that answers a question, of all that was looked up or fetched so far.

        What the person objects to answers nothing.
        """
        if question.id in draft.found:
            return draft.found[question.id]
        for link in question.found_on:
            key = guide.parties.key_of(FieldKey(link.element, link.holder_key.subject))
            record = draft.fetched[str(key)] if draft.is_locked(str(key)) else None
            if record is not None and record.licence == link.licence:
                answer = answer_on_record(question, link, record.value)
                if answer is not None:
                    return self._sealed(replace(record, value=answer), question.id, draft)
        return None

    def _outcome(self, look_up: LookUp, draft: ApplicationDraft, guide: Guide) -> LookUpOutcome:
        number = holder_number(str(look_up.holder.key), draft.values)
        if not number or self.problems(draft, guide, [look_up]):
            return LookUpOutcome(look_up, LicenceState.NUMBER_NEEDED, {})
        request = LicenceRequest(
            licence=look_up.licence,
            holder_number=number,
            elements=look_up.elements,
            theme=draft.theme_code,
            matters=(*guide.matters, *guide.undecided),
            consent=self._randomness(_CONSENT_SYMBOLS, ALPHABET),
        )
        copy = self._asked(look_up.source, request)
        if isinstance(copy, LicenceState):
            return LookUpOutcome(look_up, copy, {})
        if copy.status != VALID:
            return LookUpOutcome(look_up, LicenceState.NOT_VALID, {})
        records = {
            code: self._sealed(record, code, draft)
            for code, record in _records(copy, look_up, request.consent)
        }
        is_whole = len(records) == len({question.id for question, _ in look_up.questions})
        state = LicenceState.FETCHED if is_whole else LicenceState.PARTLY
        return LookUpOutcome(look_up, state, records)

    def _asked(self, source: ValueSource, request: LicenceRequest) -> LicenceCopy | LicenceState:
        try:
            return self._sources[source].query(request)
        except LicenceNotFoundError:
            return LicenceState.NOT_FOUND
        except SourceUnreachableError:
            return LicenceState.UNREACHABLE

    def _sealed(
        self, record: FetchedRecord, question: str, draft: ApplicationDraft
    ) -> FetchedRecord:
        return self._seals.sealed(
            record,
            place=place_of_answer(question),
            submission=draft.submission_key,
            number=holder_number(record.holder, draft.values),
        )


def _records(
    copy: LicenceCopy, look_up: LookUp, consent: str
) -> Iterator[tuple[str, FetchedRecord]]:
    """Yield the answers that a record gives. Of what it says nothing else is kept."""
    for question, link in look_up.questions:
        answer = answer_on_record(question, link, copy.values.get(link.element))
        if answer is not None:
            yield (
                question.id,
                FetchedRecord(
                    value=answer,
                    source=look_up.source.value,
                    licence=copy.licence,
                    number=copy.number,
                    checked_at=copy.checked_at.isoformat(timespec="seconds"),
                    consent=consent,
                    holder=str(look_up.holder.key),
                    seal="",
                ),
            )
