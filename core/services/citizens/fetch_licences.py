"""Fetch what licences say, with consent, and only what the form asks (免填表单).

Whatever cannot be fetched is asked of the applicant: nothing here stops a visit.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from core.cases.fetched_records import RecordSeals, holder_number
from core.cases.models import Application, FetchedRecord
from core.cases.numbering import ALPHABET
from core.catalogue.models import FieldKey
from core.errors import LicenceNotFoundError, SourceUnreachableError
from core.forms.normalising import cleaned_value
from core.forms.prefilling import VALID, FetchedValue, LicenceCopy, LicenceWanted, taken_from
from core.forms.sources import ValueSource
from core.ports import Clock, LicenceLibrary, LicenceRequest, Randomness
from core.services.citizens.licence_outcomes import LicenceOutcome, LicenceState, Prefilled
from core.services.citizens.offer_licences import LicenceOffer, offer_licences
from core.services.citizens.read_plans import ReadPlan
from core.services.form_answers import check_values, keyed
from core.themes.guides import Guide, concluded_guide
from core.themes.plans import ThemePlan
from core.working_days import day_of

_CONSENT_SYMBOLS = 20


class LicenceFetching:
    """Fetches for one application; ``consents`` are the codes of the licences agreed to."""

    def __init__(
        self,
        plan: ThemePlan,
        guide: Guide,
        application: Application,
        *,
        sources: Mapping[ValueSource, LicenceLibrary],
        seals: RecordSeals,
        randomness: Randomness,
        today: date | None = None,
    ) -> None:
        self._plan = plan
        self._guide = guide
        self._application = application
        self._sources = dict(sources)
        self._seals = seals
        self._randomness = randomness
        self._today = today
        self._records: dict[str, FetchedRecord] = {}

    def fetch(self, consents: Collection[str]) -> Prefilled:
        """Return what the licences agreed to say, and what came of each."""
        outcomes = tuple(self._outcomes(consents))
        values = {place: record.value for place, record in self._records.items()}
        return Prefilled(values, dict(self._records), outcomes)

    def _outcomes(self, consents: Collection[str]) -> Iterator[LicenceOutcome]:
        offers = offer_licences(self._plan, self._guide, tuple(ValueSource))
        for offer in offers:
            if offer.code in consents:
                yield self._outcome(offer, offer.wanted)

    def _outcome(self, offer: LicenceOffer, wanted: LicenceWanted) -> LicenceOutcome:
        if not self._number_is_right(wanted.holder):
            return LicenceOutcome(offer, LicenceState.NUMBER_NEEDED, left=wanted.keys)
        consent = self._randomness(_CONSENT_SYMBOLS, ALPHABET)
        copy = self._asked(wanted, consent)
        if isinstance(copy, LicenceState):
            return LicenceOutcome(offer, copy, left=wanted.keys)
        if copy.status != VALID:
            return LicenceOutcome(offer, LicenceState.NOT_VALID, left=wanted.keys)
        fetched = self._fitting(taken_from(copy, wanted))
        self._records |= {str(entry.key): self._record(entry, wanted, consent) for entry in fetched}
        left = tuple(key for key in wanted.keys if str(key) not in self._records)
        return LicenceOutcome(
            offer, LicenceState.PARTLY if left else LicenceState.FETCHED, fetched, left
        )

    def _number_is_right(self, holder: FieldKey) -> bool:
        """Say whether it is worth asking: a number is sent nowhere before it is plausible."""
        values = self._application.values
        if not holder_number(str(holder), values):
            return False
        only = frozenset({holder})
        return not check_values(self._plan, self._guide, keyed(values), only, today=self._today)

    def _asked(self, wanted: LicenceWanted, consent: str) -> LicenceCopy | LicenceState:
        """Return the licence or why there is none; a source out of reach is left in peace."""
        source = self._sources.get(wanted.source)
        if source is None:
            return LicenceState.UNREACHABLE
        try:
            return source.query(self._request(wanted, consent))
        except LicenceNotFoundError:
            return LicenceState.NOT_FOUND
        except SourceUnreachableError:
            del self._sources[wanted.source]
            return LicenceState.UNREACHABLE

    def _request(self, wanted: LicenceWanted, consent: str) -> LicenceRequest:
        form = self._guide.form_by_key
        asking = {matter for key in wanted.keys for matter in form[key].matters}
        return LicenceRequest(
            licence=wanted.licence,
            holder_number=holder_number(str(wanted.holder), self._application.values),
            elements=wanted.elements,
            theme=self._application.theme_code,
            matters=tuple(sorted(asking)),
            consent=consent,
        )

    def _fitting(self, fetched: tuple[FetchedValue, ...]) -> tuple[FetchedValue, ...]:
        """Leave out what this form cannot take, so that nobody is stuck with a locked error."""
        form = self._guide.form_by_key
        fetched = tuple(
            replace(entry, value=cleaned_value(form[entry.key].type, entry.value))
            for entry in fetched
        )
        given = {entry.key: entry.value for entry in fetched}
        problems = check_values(self._plan, self._guide, given, frozenset(given), today=self._today)
        wrong = {problem.place for problem in problems}
        return tuple(entry for entry in fetched if str(entry.key) not in wrong)

    def _record(self, fetched: FetchedValue, wanted: LicenceWanted, consent: str) -> FetchedRecord:
        record = FetchedRecord(
            value=fetched.value,
            source=wanted.source.value,
            licence=fetched.licence,
            number=fetched.number,
            checked_at=fetched.checked_at.isoformat(timespec="seconds"),
            consent=consent,
            holder=str(wanted.holder),
            seal="",
        )
        return self._seals.sealed(
            record,
            place=str(fetched.key),
            submission=self._application.submission_key,
            number=holder_number(str(wanted.holder), self._application.values),
        )


class FetchLicences:
    """Fetches for applications in the making."""

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

    def __call__(self, application: Application, consents: Collection[str]) -> Prefilled:
        """Fetch what the licences agreed to say.

        Args:
            application: The visit so far; it has to hold the numbers of the holders.
            consents: Codes of the licences (:attr:`LicenceOffer.code`) that the applicant
                agreed to, one by one. Nothing else is fetched.
        """
        plan = self._planned.of_application(application).plan
        fetching = LicenceFetching(
            plan,
            concluded_guide(plan, application.answers),
            application,
            sources=self._sources,
            seals=self._seals,
            randomness=self._randomness,
            today=day_of(self._clock()),
        )
        return fetching.fetch(consents)
