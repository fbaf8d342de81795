"""Turn a case that has ended into a scenario of made-up people, and look for what is left of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.cases.models import CaseStatus
from core.errors import CaseNotConcludedError
from core.services.form_answers import complete_values, keyed
from core.services.trainers.record_case import Title, WalkedCase, record_case
from core.themes.dating import dated
from core.themes.guides import Guide, concluded_guide
from core.themes.plans import ThemePlan
from core.themes.who_is_who import join_plan
from core.training.anonymising import AnonymousScenario, CaseWords, anonymise
from core.training.models import Scenario
from core.working_days import WorkingCalendar

_ENDED = (CaseStatus.CONCLUDED, CaseStatus.WITHDRAWN)
_NO_WORDS = frozenset(
    {
        *("matter", "matters", "place", "places", "paper", "promised", "signed", "owed"),
        *("seals", "entries", "salt", "code", "digest", "theme", "version", "signed_on"),
        *("way", "receiver", "kind", "inspection"),
    }
)
"""What details say in codes, digests and words of closed lists."""
_SYSTEM = frozenset({"kiosk", "training", "applicant", "clock", "retention"})
"""Who acts where nobody of the staff does."""


@dataclass(frozen=True, slots=True)
class AnonymousCase:
    """What a case became, and the entries of its history that no step stands for."""

    anonymous: AnonymousScenario
    left_out: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Say whether nothing of the case was found in it."""
        return not self.anonymous.left


def anonymise_case(walked: WalkedCase, calendar: WorkingCalendar, code: str) -> AnonymousCase:
    """Return a case as a scenario of made-up people.

    Raises:
        CaseNotConcludedError: If something is still to happen in it.
    """
    case = walked.case
    if case.status not in _ENDED:
        raise CaseNotConcludedError(case_number=case.number)
    recorded = record_case(walked, calendar, Title(code, code))
    plan = join_plan(walked.plan, case.application.answers, case.application.parties)
    guide = concluded_guide(plan, case.application.answers)
    followed = _what_followed(recorded.scenario, plan, guide)
    values = {**recorded.scenario.values, **followed}
    anonymous = anonymise(
        recorded.scenario.model_copy(update={"values": values}),
        {str(key): merged for key, merged in guide.form_by_key.items()},
        case_words(walked),
        calendar,
        decided={*followed, *map(str, guide.known.values())},
    )
    scenario = _dated_anew(anonymous.scenario, guide, calendar)
    return AnonymousCase(replace(anonymous, scenario=scenario), recorded.left_out)


def _what_followed(scenario: Scenario, plan: ThemePlan, guide: Guide) -> dict[str, Any]:
    """Return what followed from values that are replaced: a district of an address, a sex.

    These are words of lists, which nobody wrote and many share; nothing would follow any more.
    """
    complete = complete_values(plan, guide, keyed(scenario.given_values))
    known = guide.known.values()
    return {
        str(key): value
        for key, value in complete.items()
        if (merged := guide.form_by_key.get(key)) is not None
        and merged.type.kind.is_choice
        and str(key) not in scenario.values
        and key not in known
    }


def _dated_anew(scenario: Scenario, guide: Guide, calendar: WorkingCalendar) -> Scenario:
    """Return a scenario with the latest days as they are when it begins on its new day."""
    first = date.fromisoformat(scenario.begins_on)
    reviews = dated(guide.schedule, calendar, first).reviews
    days = {review.matter: review.due.isoformat() for review in reviews}
    due = {code: days[code] for code in scenario.expected.due or {}}
    expected = scenario.expected.model_copy(update={"due": due})
    return scenario.model_copy(update={"expected": expected})


def case_words(walked: WalkedCase) -> CaseWords:
    """Return what a case said beside the values of its form: people, files, numbers, remarks."""
    case, application = walked.case, walked.case.application
    names = {"applicant": case.applicant_name}
    names |= {
        f"actor {event.sequence}": event.actor
        for event in case.history
        if event.actor not in _SYSTEM
    }
    texts = {"case": case.number, "submission": application.submission_key}
    texts |= {f"file {n}": it.name for n, it in enumerate(application.uploads)}
    texts |= {f"digest {n}": it.digest for n, it in enumerate(application.uploads)}
    for place, record in (*application.fetched.items(), *application.found.items()):
        texts[f"licence {place}"] = record.number
    for n, asked in enumerate(walked.corrections):
        words = {"wrong": asked.fault.wrong, "remedy": asked.fault.remedy, "answer": asked.answer}
        texts |= {f"correction {n} {part}": text for part, text in words.items()}
    for event in case.history:
        said = enumerate(_said(event.details))
        texts |= {f"entry {event.sequence}.{n}": text for n, text in said}
    return CaseWords(
        {place: text for place, text in names.items() if text},
        {place: text for place, text in texts.items() if text},
    )


def _said(details: Any) -> Iterator[str]:
    """Yield the words of the details of an entry, without codes, digests and closed lists."""
    if isinstance(details, str):
        yield details
    elif isinstance(details, Mapping):
        words = (value for key, value in details.items() if key not in _NO_WORDS)
        for value in words:
            yield from _said(value)
    elif isinstance(details, list | tuple):
        for value in details:
            yield from _said(value)
