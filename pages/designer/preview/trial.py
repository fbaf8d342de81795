"""What policy staff fill in on the form of a draft: kept for the page that is open only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.services.citizens import drafts
from pages.shared.state import remember, remembered


@dataclass
class FormTrial:
    """A form of one theme with what was filled in; nobody hands it in, and nothing stores it.

    ``drawn`` counts how often widgets had to be renewed, as members were taken out.
    """

    theme: str = ""
    draft: drafts.ApplicationDraft = field(default_factory=lambda: drafts.ApplicationDraft(""))
    drawn: int = 0

    def change(self, change: Callable[..., drafts.ApplicationDraft], *args: object) -> None:
        """Put another draft in the place of this one."""
        self.draft = change(self.draft, *args)

    def propose(self, proposals: Mapping[str, Any]) -> bool:
        """Fill in what is proposed for empty places, once; return whether anything was."""
        fresh = drafts.open_proposals(self.draft, proposals, proposals)
        if fresh:
            self.change(drafts.propose, fresh)
        return bool(fresh)

    def remove_member(self, places: list[str], group: str, member: int) -> None:
        """Take one member out; the widgets of the others would show what they held before."""
        self.change(drafts.count_members, group, self.draft.members[group] - 1)
        self.drawn += 1
        for place in places:
            entries = list(self.draft.values.get(place) or ())
            self.change(drafts.fill, place, entries[:member] + entries[member + 1 :] or None)


def trial_of(theme: str) -> FormTrial:
    """Return what was filled in on the form of a theme since the page was opened."""
    trial = remembered(FormTrial)
    if trial.theme != theme:
        trial = FormTrial(theme)
        remember(trial)
    return trial


def begin_trial(theme: str) -> None:
    """Empty the form of a theme; widgets are drawn anew."""
    remember(FormTrial(theme, drawn=remembered(FormTrial).drawn + 1))
