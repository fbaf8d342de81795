"""Themes of a few lines, each with what one test needs and nothing else."""

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    DataElement,
    Department,
    Document,
    Matter,
    Question,
    Subject,
    Theme,
)
from core.themes.plans import ThemePlan
from core.themes.verifying.verification import verify_theme

_QUESTIONS = (
    Question(id="kind", text="?", kind="single", options=("店", "厂", "摊")),
    Question(id="wet", text="?", kind="single", options=("是", "否")),
    Question(id="deep", text="?", kind="single", options=("是", "否")),
    Question(id="food", text="?", kind="multiple", options=("热", "冷")),
    Question(id="area", text="?", kind="number", unit="平方米", answers="a.area@shop"),
    Question(id="none", text="?", kind="single"),
    Question(id="seats", text="?", kind="number", minimum=1, maximum=200),
    Question(id="people", text="?", kind="number", unit="人"),
)
_ELEMENTS = {
    "a.area": "number",
    "a.name": "text",
    "a.day": "date",
    "a.phone": "phone",
    "a.kind": "choice",
}


def when(question, op, value):
    return {"question": question, "op": op, "value": value}


WET = when("wet", "eq", "是")
DRY = when("wet", "eq", "否")
DEEP = when("deep", "eq", "是")
SMALL = when("area", "lt", 300)
LARGE = when("area", "gt", 300)
FROM_300 = when("area", "ge", 300)
ISSUED = {"source": "government", "produced_by": ["B"]}


def field(code, element="a.name", **other):
    """Return a field about the shop; its type is that of the element unless another is told."""
    kind = _ELEMENTS[element]
    return {"id": code, "label": code, "type": kind, "element": element, "subject": "shop"} | other


def material(code, **other):
    evidence = {"document": "licence", "subject": "shop"}
    return {"id": code, "name": code, "evidence": evidence} | other


def matter(condition=None, **other):
    """Return a matter and its condition in the theme."""
    return {"when": condition, **other}


ALWAYS = {"A": matter()}


def table(code, *columns, **other):
    return {"id": code, "label": code, "type": "table", "columns": list(columns)} | other


def waits(code, *after, **other):
    """Return the precedence of one matter."""
    return {"matter": code, "after": list(after), **other}


def plan_of(matters, asked=(), **theme):
    """Return the plan of a theme.

    Args:
        matters: By code, what :func:`matter` returns.
        asked: Questions, or pairs of a question and its ``ask_when``.
        theme: Whatever else the theme says.
    """
    pairs = [question if isinstance(question, tuple) else (question, None) for question in asked]
    written = Theme.model_validate(
        {
            "format": 1,
            "code": "T",
            "name": "T",
            "questions": [{"question": code, "ask_when": ask_when} for code, ask_when in pairs],
            "matters": [{"matter": code, "when": parts["when"]} for code, parts in matters.items()],
            **theme,
        }
    )
    catalogue = Catalogue(
        departments={"D": Department(code="D", name="D")},
        documents={"licence": Document(id="licence", name="licence")},
        elements={code: DataElement(id=code, name=code, type=t) for code, t in _ELEMENTS.items()},
        subjects={"shop": Subject(id="shop", name="shop")},
        questions={question.id: question for question in _QUESTIONS},
        matters={code: _matter(code, parts) for code, parts in matters.items()},
        themes={"T": written},
    )
    return ThemePlan(written, catalogue)


def found(plan, rule):
    """Return what verifying finds by one rule."""
    return [finding for finding in verify_theme(plan).findings if finding.finding.rule == rule]


def _matter(code, written):
    parts = {name: value for name, value in written.items() if name != "when"}
    needed = {"format": 1, "code": code, "name": code, "department": "D", "committed_days": 3}
    return Matter.model_validate(needed | parts)
