"""In which situations two versions of a theme come to different things."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from core.catalogue.models import Answer
from core.materials.merging import MaterialUse
from core.situations.engines.compiling import Conditions
from core.situations.engines.diagrams import NEVER
from core.situations.engines.limits import GaveUpError
from core.themes.comparing.edits import Edit, edits_between
from core.themes.comparing.joint_situations import JointSituations
from core.themes.plans import ThemePlan

Key = tuple[str, str]
"""Kind and name of something that a version asks for: a matter, field, material, question."""

BEFORE, AFTER = 0, 1


@dataclass(frozen=True, slots=True)
class Share:
    """In how many situations something is so, and the answers of one of them."""

    situations: int
    witness: Mapping[str, Answer] | None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that comes in for some and goes out for others."""

    kind: str
    key: str
    name: str
    comes_in: Share
    goes_out: Share


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """What changes between two versions.

    ``situations`` counts every way of answering what one of the two asks, ``changed`` those
    in which anything is asked for that was not before, or no longer: also a question, which
    ``outcomes_changed`` (matters, fields, materials) leaves out. All are missing where counting
    is out of reach; ``edits`` (wordings, days, bases) hold all the same.
    """

    situations: int | None
    changed: int | None
    outcomes_changed: int | None
    witness: Mapping[str, Answer] | None
    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether the two versions are the same for everybody."""
        return self.changed == 0 and not self.edits


def compare_plans(before: ThemePlan, after: ThemePlan) -> VersionDifference:
    """Return what changes from one version of a theme to another."""
    try:
        return _compared(before, after)
    except (GaveUpError, RecursionError):
        return VersionDifference(None, None, None, None, (), edits_between(before, after))


def _compared(before: ThemePlan, after: ThemePlan) -> VersionDifference:
    joint = JointSituations([before, after])
    diagrams = joint.diagrams
    asked_for = [_asked_for(joint, version, plan) for version, plan in enumerate((before, after))]
    names = _names(before) | _names(after)
    changes, anything, outcomes = [], NEVER, NEVER
    for key in dict.fromkeys((*asked_for[BEFORE], *asked_for[AFTER])):
        was, becomes = (outcome.get(key, NEVER) for outcome in asked_for)
        if was == becomes:
            continue
        differs = diagrams.unlike(was, becomes)
        change = Change(
            *key,
            names[key],
            _share(joint, diagrams.both(becomes, differs)),
            _share(joint, diagrams.both(was, differs)),
        )
        if change.comes_in.situations or change.goes_out.situations:
            changes.append(change)
            anything = diagrams.either(anything, differs)
            if change.kind != "question":
                outcomes = diagrams.either(outcomes, differs)
    return VersionDifference(
        joint.number,
        joint.count(anything),
        joint.count(outcomes),
        joint.example(outcomes if outcomes != NEVER else anything),
        tuple(changes),
        tuple(_counted(edit, joint, asked_for[AFTER]) for edit in edits_between(before, after)),
    )


def _share(joint: JointSituations, diagram: int) -> Share:
    return Share(joint.count(diagram), joint.example(diagram))


def _asked_for(joint: JointSituations, version: int, plan: ThemePlan) -> dict[Key, int]:
    """Return where each thing is asked for in a version."""
    found: dict[Key, int] = {}
    for key, groups in _conditions(plan):
        stands = joint.all_groups(version, groups)
        found[key] = joint.diagrams.either(found.get(key, NEVER), stands)
    for question in plan.questions.order:
        found["question", question] = joint.asked(version, question)
    return found


def _conditions(plan: ThemePlan) -> Iterator[tuple[Key, list[Conditions]]]:
    """Yield what is asked for, with groups of conditions of which one each has to hold."""
    for code, planned in plan.matters.items():
        yield ("matter", code), [planned.conditions]
        for field in planned.fields:
            own = [(condition,) for condition in field.conditions]
            yield ("field", str(field.use.key)), [planned.conditions, *own]
        for material in planned.materials:
            for key in _documents(material.use):
                yield ("material", key), [planned.conditions, (material.condition,)]


def _documents(use: MaterialUse) -> tuple[str, ...]:
    """Return the materials of a requirement; forms and promises stand for themselves."""
    return tuple(str(key) for key in use.documents) or (use.ref,)


def _names(plan: ThemePlan) -> dict[Key, str]:
    """Return how things are called in a version."""
    found: dict[Key, str] = {}
    for code, planned in plan.matters.items():
        found["matter", code] = planned.matter.name
        for field in planned.fields:
            found.setdefault(("field", str(field.use.key)), field.use.label)
        for material in planned.materials:
            for key in _documents(material.use):
                found.setdefault(("material", key), material.use.requirement.name)
    for code in plan.questions.order:
        question = plan.catalogue.questions.get(code)
        found["question", code] = question.text if question else code
    return found


def _counted(edit: Edit, joint: JointSituations, asked_for: Mapping[Key, int]) -> Edit:
    """Say for how many people an edit counts: those to whom its matter applies."""
    if not edit.matter:
        return replace(edit, situations=joint.number)
    return replace(edit, situations=joint.count(asked_for.get(("matter", edit.matter), NEVER)))
