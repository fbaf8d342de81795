"""Tell who could be who before the form: roles in force, and the persons each may be (law 17)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.catalogue.models import FieldKey
from core.forms.models import MergedField
from core.forms.parties import Apart
from core.forms.validating import is_empty
from core.services.citizens.read_plans import ReadPlan
from core.themes.guides import Guide, guide_situation
from core.themes.plans import ThemePlan
from core.themes.who_acts import (
    is_kept_apart,
    roles_of_acting,
    roles_that_act,
    roles_to_tell,
    why_apart,
)
from core.themes.who_is_who import WhoIsWho
from core.visits.draft import ApplicationDraft

_NAME, _NUMBER = "per.name", "per.id_no"
_BY_AGENT = "by_agent"


@dataclass(frozen=True, slots=True)
class PersonOffered:
    """A person who could hold a role, called by the role under which they are known.

    ``name`` is empty as long as nobody has written it. ``apart`` says why they cannot.
    """

    role: str
    name: str = field(repr=False)
    apart: Apart | None


@dataclass(frozen=True, slots=True)
class RoleToTell:
    """A role whose holder is told: what it is called officially, and which offices ask about it.

    ``name`` is that of its holder, if it is written. ``persons`` are who acts and all others known
    by now. ``chosen`` is the role of the person chosen: the role itself for somebody else, nothing
    if nobody is chosen.
    """

    role: str
    official: str
    name: str = field(repr=False)
    offices: tuple[str, ...]
    persons: tuple[PersonOffered, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class PersonsToTell:
    """Who acts, and the roles whose holders are told.

    ``entries`` are their name and number, as far as the form asks for them; ``numbered`` is the
    place of the number.
    ``may_act`` are the roles of which one is that of who stands here, with their official names;
    ``answered`` is the answer from which it follows. ``mine`` are the roles that this person may
    hold all at once, ``unnamed`` those of persons whose names nobody has written. ``saved`` says
    how many entries fewer are asked.
    """

    acting: str
    name: str = field(repr=False)
    number: str = field(repr=False)
    entries: tuple[MergedField, ...]
    may_act: Mapping[str, str]
    answered: str
    roles: tuple[RoleToTell, ...]
    mine: tuple[str, ...]
    unnamed: tuple[str, ...]
    saved: int

    @property
    def numbered(self) -> str:
        """Return the place of the number of who acts, if one is asked for."""
        places = (str(entry.key) for entry in self.entries if entry.key.element == _NUMBER)
        return next(places, "")

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the roles for which nobody is chosen yet."""
        return tuple(role.role for role in self.roles if not role.chosen)

    @property
    def is_all_mine(self) -> bool:
        """Say whether who acts holds every role that they may hold."""
        chosen = {role.role: role.chosen for role in self.roles}
        return all(chosen[role] == self.acting for role in self.mine)


class TellPersons:
    """Tells who could be who in the situation of a draft."""

    def __init__(self, *, planned: ReadPlan) -> None:
        self._planned = planned

    def __call__(self, draft: ApplicationDraft, guide: Guide) -> PersonsToTell:
        """Return who acts and the roles to tell; ``guide`` is what applies to the answers."""
        plan = self._planned(draft.theme_code, draft.theme_version).plan
        return _Telling(plan, guide, draft).persons()


class _Telling:
    """What is told of one draft."""

    def __init__(self, plan: ThemePlan, guide: Guide, draft: ApplicationDraft) -> None:
        self._catalogue = plan.catalogue
        self._guide = guide
        self._separate = guide_situation(plan, guide.situation) if guide.parties else guide
        self._who = WhoIsWho(plan, self._separate)
        self._draft = draft
        self._parties = guide.parties
        self._may_act, said = roles_that_act(self._who), draft.party_choices.acting
        self._acting = said if said in self._may_act else next(iter(self._may_act), "")
        self._heads = tuple(self._known_persons())

    def persons(self) -> PersonsToTell:
        acting = self._acting
        group = self._parties.group_of(acting)
        before, after = self._separate.fields_count, self._guide.fields_count
        return PersonsToTell(
            acting=acting,
            name=self._written(_NAME, group),
            number=self._written(_NUMBER, group),
            entries=tuple(self._entries()),
            may_act={role: self._catalogue.short_subject_name(role) for role in self._may_act},
            answered=self._answered(),
            roles=tuple(self._roles()),
            mine=roles_of_acting(self._who, acting),
            unnamed=tuple(self._unnamed()),
            saved=before.asked - after.asked,
        )

    def _entries(self) -> Iterator[MergedField]:
        """Yield what names who acts, where it is asked, whatever roles they hold besides."""
        for element in (_NAME, _NUMBER):
            place = self._parties.key_of(FieldKey(element, self._acting))
            if place in self._guide.form_by_key:
                yield self._guide.form_by_key[place]

    def _answered(self) -> str:
        """Return the answer that says whether who acts does so for themselves."""
        if len(self._may_act) > 1:
            return ""
        return str(self._separate.situation.given.get(_BY_AGENT, ""))

    def _known_persons(self) -> Iterator[str]:
        """Yield the roles by which persons are known: who acts, and everybody else.

        Whom the law keeps apart from who acts is somebody else without a word.
        """
        yield self._acting
        said = self._draft.party_choices.others
        for role in roles_to_tell(self._who):
            is_else = is_kept_apart(self._who, self._acting, role) and self._is_alone(role)
            if role != self._acting and (role in said or is_else):
                yield role

    def _is_alone(self, role: str) -> bool:
        return role not in self._draft.parties

    def _roles(self) -> Iterator[RoleToTell]:
        """Yield what is mostly held by who acts first; it is never taken for granted."""
        subjects = self._catalogue.subjects
        roles = [role for role in roles_to_tell(self._who) if role != self._acting]
        for role in sorted(roles, key=lambda party: subjects[party].typical != self._acting):
            yield RoleToTell(
                role,
                self._catalogue.short_subject_name(role),
                self._written(_NAME, self._parties.group_of(role)),
                self._offices(role),
                tuple(self._persons(role)),
                self._chosen(role),
            )

    def _offices(self, role: str) -> tuple[str, ...]:
        asking = (
            matter
            for matter, uses in self._separate.uses.items()
            if any(use.key.subject == role for use in uses)
        )
        return tuple(dict.fromkeys(map(self._catalogue.office_name, asking)))

    def _persons(self, role: str) -> Iterator[PersonOffered]:
        for head in self._heads:
            if head != role:
                group = [member for member in self._parties.group_of(head) if member != role]
                apart = why_apart(self._who, role, group)
                yield PersonOffered(head, self._written(_NAME, group), apart)

    def _unnamed(self) -> Iterator[str]:
        for head in self._heads[1:]:
            if not self._written(_NAME, self._parties.group_of(head)):
                yield head

    def _chosen(self, role: str) -> str:
        group = self._parties.group_of(role)
        return next((head for head in self._heads if head in group), "")

    def _written(self, element: str, group: Sequence[str]) -> str:
        values: Mapping[str, Any] = self._draft.values
        written = (values.get(f"{element}@{role}") for role in group)
        return next((str(value) for value in written if not is_empty(value)), "")
