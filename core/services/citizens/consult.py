"""Answer questions, get one guide (一次咨询引导、一份办事指南)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Answer, Question
from core.ports import Stores
from core.services.setting_aside import unless_spoilt
from core.services.theme_plans import PlannedVersion
from core.situations.asking import QuestionForecast, Remaining
from core.themes.dating import DatedSchedule
from core.themes.guides import Guide, guide_situation
from core.themes.inspecting import Inspection
from core.themes.publishing import ThemeVersion

__all__ = ["Consultation", "Inspection", "ThemeTile", "TileShelf", "consult", "tile_of"]


@dataclass(frozen=True, slots=True)
class ThemeTile:
    """A theme as people choose it."""

    code: str
    name: str
    version: int
    audience_kind: str
    audience: str
    matters: int


@dataclass(frozen=True, slots=True)
class Consultation:
    """Where the questioning stands, and what is certain by now.

    ``answered`` are the questions answered so far, in the order in which they were;
    ``question`` is the next one, or nothing when no answer can change the guide any more.
    ``dates`` are those of an application accepted today.
    """

    theme_name: str
    question: Question | None
    answered: tuple[tuple[Question, Answer], ...]
    remaining: Remaining
    guide: Guide
    catalogue: Catalogue
    dates: DatedSchedule | None = None


def tile_of(version: ThemeVersion) -> ThemeTile:
    """Return how a published theme is shown."""
    theme = version.theme
    return ThemeTile(
        theme.code, theme.name, version.version, theme.audience_kind, theme.audience,
        len({included.matter for included in theme.matters}),
    )  # fmt: skip


class TileShelf:
    """Keeps tiles: a published version never changes, so each is looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], ThemeTile] = {}

    def of(self, stores: Stores) -> tuple[ThemeTile, ...]:
        """Return the tiles of the newest versions, without those that are spoilt."""
        newest = stores.themes.latest_numbers().items()
        for code, number in newest:
            if (code, number) not in self._known:
                version = unless_spoilt(partial(stores.themes.version, code, number))
                if version is not None:
                    self._known[code, number] = tile_of(version)
        return tuple(self._known[key] for key in newest if key in self._known)


def consult(
    planned: PlannedVersion, answers: Mapping[str, Any], forecast: QuestionForecast
) -> Consultation:
    """Return the next question, as looked ahead to, and the guide so far.

    Raises:
        InvalidAnswersError: Listing every answer that its question cannot take.
    """
    plan = planned.plan
    situation = plan.conclude(answers)
    given = [code for code in answers if code in situation.asked and code in situation.given]
    ahead = forecast.ahead(situation)
    return Consultation(
        theme_name=plan.theme.name,
        question=_question(plan.catalogue, ahead.question),
        answered=tuple(
            (question, situation.known.answers[code])
            for code in given
            if (question := _question(plan.catalogue, code)) is not None
        ),
        remaining=Remaining(ahead.expected, ahead.longest),
        guide=guide_situation(plan, situation),
        catalogue=plan.catalogue,
    )


def _question(catalogue: Catalogue, code: str | None) -> Question | None:
    return None if code is None else catalogue.question(code)
