"""Change the steps of a scenario as a form does: a step is right at any moment of its writing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from core.catalogue.models import Part
from core.review.statements import PauseReason
from core.training.models import PauseClock, Scenario, ScenarioStep
from core.training.steps import STEP

_ALWAYS = ("do", "day", "on", "note", "refused", "matters")
_MODELS: dict[str, type[Part]] = {
    get_args(model.model_fields["do"].annotation)[0]: model
    for union in get_args(ScenarioStep)[:1]
    for model in get_args(union)
}
STEP_KINDS = tuple(_MODELS)
"""Everything that can be done with a case, as files name it."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What stands in a step as long as nobody said better.

    ``words`` is what a text says that must say something.
    """

    words: str
    matters: tuple[str, ...]
    place: str


def has_matters(do: str) -> bool:
    """Say whether a step of a kind names matters.

    Examples:
        >>> has_matters("grant"), has_matters("withdraw")
        (True, False)
    """
    return "matters" in _MODELS[do].model_fields


def more_of(do: str) -> dict[str, Any]:
    """Return what else a step of a kind says: by name ``str``, ``int``, ``bool`` or its choices.

    What is written in several lines is named by its shape: ``faults``, ``answers``, ``materials``.

    Examples:
        >>> more_of("inspect")
        {'passed': <class 'bool'>, 'words': <class 'str'>}
    """
    model = _MODELS[do]
    return {
        name: tuple(map(str, PauseReason))
        if (model, name) == (PauseClock, "reason")
        else _shape(name, field.annotation)
        for name, field in model.model_fields.items()
        if name not in _ALWAYS
    }


def _shape(name: str, annotation: Any) -> Any:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return annotation if annotation in {str, int, bool} else name


def step_saying(step: ScenarioStep | None, said: Mapping[str, Any], unsaid: Unsaid) -> ScenarioStep:
    """Return a step with what a form says of it; without one, a new step.

    What the form leaves empty stays as it was, or is as ``unsaid`` has it.
    """
    before = {} if step is None else step.model_dump()
    do = str(said.get("do") or before.get("do"))
    shapes, written = more_of(do), {"do": do}
    for name, field in _MODELS[do].model_fields.items():
        if name == "do":
            continue
        shape, values = shapes.get(name), [said.get(name)]
        if name not in said or field.is_required():
            values.append(before.get(name))
        if field.is_required():
            values.append(_default(name, shape, unsaid))
        value = next((it for it in values if _may_stand(it, shape)), None)
        if value is not None:
            written[name] = value
    return STEP.validate_python(written)


def _may_stand(value: Any, shape: Any) -> bool:
    if isinstance(shape, tuple):
        return value in shape
    return isinstance(value, bool | int) or bool(value)


def _default(name: str, shape: Any, unsaid: Unsaid) -> Any:
    if isinstance(shape, tuple):
        return shape[0]
    fault = {"place": unsaid.place, "wrong": unsaid.words, "remedy": unsaid.words}
    defaults = {
        "matters": unsaid.matters,
        "faults": (fault,),
        "answers": {unsaid.place: unsaid.words},
        "materials": (unsaid.place,),
        "amount": "100",
    }
    return defaults.get(name, {int: 1, bool: True}.get(shape, unsaid.words))


def with_steps(scenario: Scenario, steps: tuple[ScenarioStep, ...]) -> Scenario:
    """Return a scenario with other steps, in a format that knows of steps."""
    if steps == scenario.steps:
        return scenario
    return scenario.model_copy(update={"steps": steps, "format": 2})


def moved(steps: tuple[ScenarioStep, ...], at: int, by: int) -> tuple[ScenarioStep, ...]:
    """Return steps with one of them moved; one that cannot go further stays.

    Examples:
        >>> moved(("a", "b"), 0, 1), moved(("a", "b"), 0, -1)
        (('b', 'a'), ('a', 'b'))
    """
    to = at + by
    if not 0 <= to < len(steps):
        return steps
    order = list(steps)
    order.insert(to, order.pop(at))
    return tuple(order)
