"""Answer questions about the themes of an installation, for whoever runs commands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from core.catalogue.packages import Package
from core.handouts.models import Handout
from core.i18n import DEFAULT_LOCALE
from core.ports import Transaction
from core.services.queries import compare_versions
from core.services.round_minutes import minutes_in
from core.services.setting_aside import newest_versions, sound_drafts
from core.situations.observing import Counts
from core.themes.plans import ThemePlan
from core.themes.verifying.acceptances import Acceptance


@dataclass(frozen=True, slots=True)
class ThemeQueries:
    """Reads one database; every method is one transaction."""

    transaction: Transaction

    def package(self, *, drafts: bool = False) -> Package:
        """Return the library as it stands, with the themes as they are published.

        With ``drafts`` a theme that somebody works on is as it is in its draft.
        """
        with self.transaction() as stores:
            package = stores.catalogue.read()
            published = newest_versions(stores)
            worked_on = sound_drafts(stores) if drafts else {}
        themes = {code: version.theme for code, version in published.items()}
        themes |= {code: theme for code, (_, theme) in worked_on.items()}
        catalogue = replace(package.catalogue, themes={**package.catalogue.themes, **themes})
        return replace(package, catalogue=catalogue)

    def minutes(
        self, theme: str, *, today: date, locale: str = DEFAULT_LOCALE, number: int = 0
    ) -> Handout:
        """Return the minutes of a round of a theme by its number; with none, of the newest.

        Raises:
            UnknownThemeError: If there never was one.
        """
        with self.transaction() as stores:
            return minutes_in(stores, theme, locale=locale, today=today, number=number)

    def answer_counts(self, theme: str) -> Counts:
        """Return how often which answers to a theme's questions were given in this hall."""
        with self.transaction() as stores:
            return stores.answers.counts(theme)

    def acceptances(self, theme: str) -> tuple[Acceptance, ...]:
        """Return who stands by which warning about a theme."""
        with self.transaction() as stores:
            return stores.acceptances.of(theme)

    def plan_of_version(self, code: str, which: str) -> ThemePlan:
        """Return a version of a theme: a published number, ``draft``, or ``library``.

        Raises:
            UnknownThemeError: If there is no such theme or version.
        """
        with self.transaction() as stores:
            return compare_versions.plan_of_version(stores, code, which)

    def running_cases(self, matter: str) -> Mapping[tuple[str, int], int]:
        """Return how many unfinished cases with a matter there are, by theme and version."""
        with self.transaction() as stores:
            return stores.cases.running_by_version(matter)
