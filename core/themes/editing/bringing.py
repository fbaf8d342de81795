"""What a matter that comes into a theme brings: its own rules, and what other themes have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import AllOf, Condition, Precedence, Theme
from core.themes.editing.conditions import Change, inclusions, set_matter_when
from core.themes.editing.precedence import add_edge, edges_of


@dataclass(frozen=True, slots=True)
class Brought:
    """One rule that a matter brings: a condition, or whom it waits for.

    ``theme`` is the other theme that has it; the matter's own rules come from none.
    """

    when: Condition | None = None
    edge: Precedence | None = None
    theme: str = ""

    @property
    def is_own(self) -> bool:
        """Say whether the matter itself says so, wherever it is used."""
        return not self.theme


def brought_by(
    theme: Theme, matter: str, catalogue: Catalogue, others: Iterable[Theme] = ()
) -> tuple[Brought, ...]:
    """Return the rules that a matter brings and the theme does not have yet.

    A matter that has a condition in the theme brings no other one. Whom it waits for is brought
    where the theme has that matter as well.
    """
    found = (
        *_own(matter, catalogue),
        *(rule for other in others if other.code != theme.code for rule in _from(other, matter)),
    )
    new: dict[tuple[Condition | None, Precedence | None], Brought] = {}
    for rule in found:
        if _is_new(rule, theme, matter):
            new.setdefault((rule.when, rule.edge), rule)
    return tuple(new.values())


def _own(matter: str, catalogue: Catalogue) -> Iterator[Brought]:
    own = catalogue.matters.get(matter)
    if own is None:
        return
    if own.applies_when is not None:
        yield Brought(when=own.applies_when)
    for required in dict.fromkeys(own.requires):
        yield Brought(edge=Precedence(matter=matter, after=(required,)))


def _from(other: Theme, matter: str) -> Iterator[Brought]:
    included = inclusions(other, matter)
    if len(included) == 1 and included[0].when is not None:
        yield Brought(when=included[0].when, theme=other.code)
    for _, edge in edges_of(other, matter):
        yield Brought(edge=edge, theme=other.code)


def _is_new(brought: Brought, theme: Theme, matter: str) -> bool:
    present = {included.matter for included in theme.matters}
    if brought.edge is not None:
        waited = {code for _, edge in edges_of(theme, matter) for code in edge.after}
        after = set(brought.edge.after)
        return after <= present and not after <= waited
    return [inclusion.when for inclusion in inclusions(theme, matter)] == [None]


def take_over(matter: str, chosen: Iterable[Brought], catalogue: Catalogue) -> Change:
    """Return the change that takes chosen rules over; chosen conditions all have to hold."""
    rules = tuple(chosen)
    whens = tuple(rule.when for rule in rules if rule.when is not None)

    def change(theme: Theme) -> Theme:
        if whens:
            when = whens[0] if len(whens) == 1 else AllOf(all=whens)
            theme = set_matter_when(matter, 0, when, catalogue)(theme)
        for edge in (rule.edge for rule in rules if rule.edge is not None):
            theme = add_edge(edge)(theme)
        return theme

    return change
