"""What is said with the steps of an anonymous scenario: standard sentences, and who did it."""

from datetime import date
from typing import Any

from core.training.pseudonyms import Pseudonyms
from core.training.steps import STEP, ScenarioStep
from core.working_days import WorkingCalendar

_WRONG, _MEND = "填写或者材料与要求不符。", "请按要求更正后重新提交。"
_CORRECTED, _TIME = "已经按要求更正。", "10:00"
_WORDS = {
    "reason": "不符合法定条件。",
    "remedy": "可以补齐以后重新申请。",
    "remedies": "可以依法申请行政复议或者提起行政诉讼。",
    "authority": "有权机关",
    "notice": "按规定暂停计时，办完再接着算。",
    "approved_by": "部门负责人",
    "place": "经营场所",
    "words": "现场情况已经核查。",
    "basis": "符合法定条件。",
    "late_reason": "因故超期，已经说明。",
    "article": "有关法律条文",
    "ticket": "演示票据",
    "name": "演示代办人",
    "authorisation": "授权委托书（演示）",
    "found_by": "演示单号",
    "number_end": "0000",
    "time": _TIME,
}
_OTHER_WORDS = {
    ("extend", "reason"): "情况复杂，经批准延长。",
    ("assess", "basis"): "按收费标准核定。",
    ("waive", "basis"): "按规定免收。",
}
_CLOSED = {("pause", "reason")}
"""What is one of a closed list, and no words of anybody."""
STANDARD_WORDS = frozenset({*_WORDS.values(), *_OTHER_WORDS.values(), _WRONG, _MEND, _CORRECTED})


def anonymous_steps(
    steps: tuple[ScenarioStep, ...],
    names: Pseudonyms,
    began_on: str,
    calendar: WorkingCalendar,
) -> tuple[ScenarioStep, ...]:
    """Return steps in which nobody says anything of their own; days count from the beginning."""
    began = date.fromisoformat(began_on)
    return tuple(STEP.validate_python(_step(step, names, began, calendar)) for step in steps)


def _step(
    step: ScenarioStep, names: Pseudonyms, began: date, calendar: WorkingCalendar
) -> dict[str, Any]:
    said = {
        key: _said(step.do, key, value, names)
        for key, value in step.model_dump(exclude_defaults=True).items()
        if key not in ("on", "note")
    }
    if step.on:
        said["day"] = calendar.between(began, date.fromisoformat(step.on))
    return said


def _said(do: str, key: str, value: Any, names: Pseudonyms) -> Any:
    if key == "amount":
        return names.number(value)
    if key == "faults":
        return [{**fault, "wrong": _WRONG, "remedy": _MEND} for fault in value]
    if key == "answers":
        return {place: _CORRECTED if answer else "" for place, answer in value.items()}
    if (do, key) in _CLOSED:
        return value
    return _OTHER_WORDS.get((do, key), _WORDS.get(key, value))
