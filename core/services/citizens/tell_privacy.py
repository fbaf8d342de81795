"""Tell before the first entry what becomes of it, and ask for what has to be agreed to."""

from collections.abc import Iterable
from dataclasses import replace

from core.cases.models import Application, Consent
from core.catalogue.models import AS_WRITTEN, CatalogueWords
from core.ports import Clock
from core.privacy.notices import Point, PrivacyNotice, privacy_notice
from core.privacy.retention import RETENTION, Retention
from core.services.citizens.read_plans import ReadPlan
from core.themes.guides import Guide, concluded_guide
from core.working_days import day_of


class PrivacyTelling:
    """Knows the notice of every visit."""

    def __init__(
        self,
        *,
        planned: ReadPlan,
        clock: Clock,
        retention: Retention = RETENTION,
    ) -> None:
        self._retention = retention
        self._planned = planned
        self._clock = clock

    def notice(
        self,
        application: Application,
        *,
        guide: Guide | None = None,
        words: CatalogueWords = AS_WRITTEN,
    ) -> PrivacyNotice:
        """Return the notice about an application in the making.

        ``guide`` is what applies, if that is at hand; ``words`` are those of another language.
        """
        plan = self._planned.of_application(application).plan
        guide = guide or concluded_guide(plan, application.answers)
        of_plan = privacy_notice(plan, guide, application.values, day_of(self._clock()))
        return replace(of_plan, retention=self._retention, words=words)

    def agreed(self, points: Iterable[Point], locale: str) -> tuple[Consent, ...]:
        """Return that somebody was told, or agreed to, some points now."""
        return tuple(point.agreed(self._clock(), locale) for point in points)
