"""One report of what happened beside what is declared, over the runs that somebody looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from core.catalogue.catalogue import Catalogue
from core.monitoring.measuring import (
    Bottleneck,
    Declared,
    DeclaredMatter,
    RunFigures,
    RunFilter,
    bottlenecks_of,
    figures_by,
)
from core.monitoring.runs import MatterRun

GROUPS = ("matter", "theme", "department", "channel")
CHOICES = ("theme", "department", "channel", "month")


@dataclass(frozen=True, slots=True)
class MonitoringReport:
    """Figures by matter, theme, department and channel; the slowest ways; what can be chosen."""

    chosen: RunFilter
    choices: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[RunFigures, ...]]
    bottlenecks: tuple[Bottleneck, ...]
    declared: Declared
    whole: RunFigures | None
    names: Mapping[str, Mapping[str, str]]

    def named(self, group: str, key: str) -> str:
        """Return what people call a matter, theme or department; a channel is its own name."""
        return self.names.get(group, {}).get(key, "") or key


def report_of(
    runs: Sequence[MatterRun], catalogue: Catalogue, chosen: RunFilter
) -> MonitoringReport:
    """Return the report over the runs that a filter takes; choices are those of all runs."""
    declared = declared_in(catalogue)
    taken = [run for run in runs if chosen.takes(run)]
    whole = figures_by(lambda _: "", taken, declared)
    return MonitoringReport(
        chosen=chosen,
        choices={
            name: tuple(sorted({getattr(run, name) for run in runs} - {""})) for name in CHOICES
        },
        groups={name: figures_by(attrgetter(name), taken, declared) for name in GROUPS},
        bottlenecks=bottlenecks_of(taken),
        declared=declared,
        whole=whole[0] if whole else None,
        names={
            "matter": {code: matter.name for code, matter in declared.items()},
            "theme": {code: theme.name for code, theme in catalogue.themes.items()},
            "document": {code: found.name for code, found in catalogue.documents.items()},
            "department": {code: found.name for code, found in catalogue.departments.items()},
        },
    )


def declared_in(catalogue: Catalogue) -> Declared:
    """Return what the catalogue declares of each matter."""
    return {
        code: DeclaredMatter(
            name=matter.name,
            department=matter.department,
            committed_days=matter.committed_days,
            statutory_days=matter.statutory_days,
            visits=matter.onsite_visits,
            materials=frozenset(
                name
                for material in matter.materials
                for name in (material.name, *(about.document for about in material.documents()))
            ),
        )
        for code, matter in catalogue.matters.items()
    }
