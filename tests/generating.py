"""Small catalogues, full of the cases that the real one has only now and then.

Hypothesis draws the sizes, so that a failure shrinks to few matters and few fields;
what stands in them follows from a seed, because drawing every one of hundreds of
choices would take longer than all that is tested with them.
"""

from dataclasses import dataclass
from functools import cached_property
from random import Random

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    DataElement,
    FieldType,
    Matter,
    Question,
    QuestionKind,
    Subject,
    Theme,
)
from core.themes.plans import ThemePlan

ELEMENTS = {
    "a.name": FieldType.TEXT,
    "a.number": FieldType.NUMBER,
    "a.day": FieldType.DATE,
    "a.kind": FieldType.CHOICE,
    "a.uses": FieldType.CHOICES,
    "a.agreed": FieldType.BOOLEAN,
    "a.spare": FieldType.TEXT,
}
LIST_ELEMENT = "a.spare"
SUBJECTS = {"owner": False, "shop": False, "staff": True, "partner": True}
OPTIONS = ("甲", "乙", "丙", "丁")

_SINGLES = ("owner", "shop")
_REPEATING = ("staff", "partner")
_TYPES_ASKED = {
    FieldType.TEXT: (FieldType.TEXT, FieldType.PARAGRAPH),
    FieldType.NUMBER: (FieldType.NUMBER, FieldType.MONEY),
    FieldType.DATE: (FieldType.MONTH, FieldType.DATE, FieldType.DATETIME),
    FieldType.CHOICE: (FieldType.CHOICE,),
    FieldType.CHOICES: (FieldType.CHOICES,),
}
_QUESTIONS = ("q1", "q2", "q3", "q4", "q5")
_LABELS = ("名称", "日期", "住所")
_DOCUMENTS = ("licence", "lease", "deed")
_WAYS = ("e_licence", "data_sharing", "commitment", "generated_form")
_KINDS = ("evidence", "evidence", "evidence", "generated_form", "commitment")


@dataclass(frozen=True)
class GeneratedTheme:
    """A theme with the catalogue it stands in."""

    theme: Theme
    catalogue: Catalogue

    @cached_property
    def plan(self) -> ThemePlan:
        return ThemePlan(self.theme, self.catalogue)

    def as_dictionaries(self):
        """Return (theme, catalogue) as they would stand in files."""
        catalogue = {
            name: {code: _plain(part) for code, part in getattr(self.catalogue, name).items()}
            for name in ("questions", "elements", "subjects", "matters", "themes")
        }
        return catalogue["themes"][self.theme.code], catalogue


def _plain(part):
    return part.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def generate_theme(*, seed, matters, questions, entries, materials, lawful=True):
    """Return a theme of about these sizes.

    In a lawful theme each question looks only at earlier ones, otherwise at any, itself
    included. Matters may look at questions that the theme never asks.
    """
    return _Generator(Random(seed)).theme(matters, questions, entries, materials, lawful)


class _Generator:
    def __init__(self, random):
        self._random = random
        self._one_of = random.choice
        self._questions = {code: self._question(code) for code in _QUESTIONS}

    def _chance(self, share):
        return self._random.random() < share

    def _some_of(self, choices, most, least=1):
        number = self._random.randint(least, min(most, len(choices)))
        return self._random.sample(choices, number)

    def theme(self, matters, questions, entries, materials, lawful):
        codes = [f"M{place}" for place in range(1, matters + 1)]
        asked = self._random.sample(_QUESTIONS, questions)
        fixed = self._some_of(_QUESTIONS, 1, least=0)
        bound = [self._binding(code) for code in codes if self._chance(0.3)]
        theme = Theme.model_validate(
            {
                "format": 1,
                "code": "T",
                "name": "T",
                "lead_department": self._one_of(["D1", "D2"]),
                "fixed_answers": {code: self._answer(self._questions[code]) for code in fixed},
                "questions": [
                    {
                        "question": code,
                        "ask_when": self._condition(asked[:place] if lawful else asked),
                    }
                    for place, code in enumerate(asked)
                ],
                "matters": [
                    {"matter": code, "when": self._condition(_QUESTIONS)} for code in codes
                ],
                "precedence": [self._precedence(codes) for _ in range(matters)],
                "subject_bindings": bound,
            }
        )
        catalogue = Catalogue(
            questions=self._questions,
            elements={
                code: DataElement(id=code, name=code, type=kind, list=code == LIST_ELEMENT)
                for code, kind in ELEMENTS.items()
            },
            subjects={
                code: Subject(id=code, name=code, repeats=repeats)
                for code, repeats in SUBJECTS.items()
            },
            matters={code: self._matter(code, codes, entries, materials) for code in codes},
            themes={"T": theme},
        )
        return GeneratedTheme(theme, catalogue)

    def _question(self, code):
        kind = self._one_of(list(QuestionKind))
        options = OPTIONS[: self._random.randint(2, 3)]
        options = () if kind is QuestionKind.NUMBER else options
        return Question(id=code, text=f"{code}?", kind=kind, options=options)

    def _answer(self, question):
        if question.kind is QuestionKind.NUMBER:
            return self._random.randint(0, 4)
        if question.kind is QuestionKind.SINGLE:
            return self._one_of(question.options)
        return self._some_of(question.options, 2, least=0)

    def _condition(self, codes):
        """Return no condition, one comparison, or some of them, nested at most once."""
        if not codes or self._chance(0.4):
            return None
        if self._chance(0.5):
            return self._comparison(codes)
        parts = [self._comparison(codes) for _ in range(self._random.randint(1, 3))]
        flat = {self._one_of(["all", "any"]): parts}
        return flat if self._chance(0.7) else {"any": [self._comparison(codes), flat]}

    def _comparison(self, codes):
        question = self._questions[self._one_of(list(codes))]
        if question.kind is QuestionKind.NUMBER:
            op = self._one_of(["eq", "ne", "gt", "ge", "lt", "le", "in"])
            value = self._random.randint(0, 3)
            return {"question": question.id, "op": op, "value": [value, 9] if op == "in" else value}
        op = self._one_of(["eq", "eq", "ne", "in"])
        if op == "in" or (question.kind is QuestionKind.MULTIPLE and self._chance(0.5)):
            value = self._some_of(question.options, 2)
        else:
            value = self._one_of(question.options)
        return {"question": question.id, "op": op, "value": value}

    def _rare_condition(self):
        return self._condition(_QUESTIONS) if self._chance(0.3) else None

    def _binding(self, matter):
        """One is bound to one, many to many."""
        group = _SINGLES if self._chance(0.5) else _REPEATING
        subject, bound = self._random.sample(group, 2)
        return {"matter": matter, "subject": subject, "as": bound}

    def _precedence(self, codes):
        return {
            "matter": self._one_of(codes),
            "after": self._some_of(codes, 3),
            "mode": self._one_of(["all", "any"]),
            "binding": self._one_of(["hard", "hard", "suggested"]),
        }

    def _matter(self, code, codes, entries, materials):
        return Matter.model_validate(
            {
                "format": 1,
                "code": code,
                "name": code,
                "department": self._one_of(["D1", "D2"]),
                "committed_days": self._random.randint(0, 6),
                "onsite_visits": self._one_of([0, 0, 1]),
                "channels": [self._one_of(["网上办理", "网上办理", "窗口办理"])],
                "legal_basis": [f"{code} 第一条", "通则"],
                "fields": [self._field(f"F{place}", code) for place in range(1, entries + 1)],
                "materials": [
                    self._material(f"M{place}", codes) for place in range(1, materials + 1)
                ],
            }
        )

    def _field(self, code, matter):
        if self._chance(0.75):
            return self._entry(code, matter)
        columns = [
            self._entry(f"C{place}", matter, column=True)
            for place in range(1, self._random.randint(1, 3) + 1)
        ]
        return {
            "id": code,
            "label": self._one_of(_LABELS),
            "type": "table",
            "required": self._chance(0.5),
            "columns": columns,
            "when": self._rare_condition(),
        }

    def _entry(self, code, matter, *, column=False):
        """Return what one place asks; a list element fills places, so it is no column."""
        elements = [e for e in ELEMENTS if not (column and e == LIST_ELEMENT)]
        element = self._one_of(elements)
        subjects = _SINGLES if element == LIST_ELEMENT else tuple(SUBJECTS)
        subject = self._one_of(subjects)
        if element == "a.agreed":
            asked, subject = FieldType.DECLARATION, f"commit:{matter}"
        else:
            asked = self._one_of(_TYPES_ASKED[ELEMENTS[element]])
        has_options = asked in (FieldType.CHOICE, FieldType.CHOICES)
        return {
            "id": code,
            "label": self._one_of(_LABELS),
            "type": asked,
            "required": self._chance(0.5),
            "element": element,
            "subject": subject,
            "options": self._some_of(OPTIONS, 3) if has_options else [],
            "code_list": self._one_of(["", "甲表", "乙表"]) if has_options else "",
            "when": self._rare_condition(),
        }

    def _material(self, code, codes):
        documents = [
            {"document": self._one_of(_DOCUMENTS), "subject": self._one_of(_SINGLES)}
            for _ in range(self._random.randint(1, 3))
        ]
        evidence = self._one_of([documents[0], {"all": documents}, {"any": documents}])
        return {
            "id": code,
            "name": code,
            "kind": self._one_of(_KINDS),
            "necessity": self._one_of(["required", "deferrable"]),
            "evidence": evidence,
            "produced_by": self._some_of(codes, 2) if self._chance(0.2) else [],
            "exemption": {"by": self._one_of(_WAYS)} if self._chance(0.5) else None,
            "when": self._rare_condition(),
        }
