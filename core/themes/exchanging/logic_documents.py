"""A theme's conditions as one document of JsonLogic rules."""

import json
from collections.abc import Mapping, Set
from typing import Any

from core.catalogue.models import Condition, Question, Theme, is_code
from core.errors import NotJsonError, NotJsonLogicError, Problem
from core.plain_json import read_json
from core.situations.json_logic import condition_of, json_logic_of
from core.themes.exchanging.tables import Tables

MOST_BYTES = 5_000_000


def logic_document_of(theme: Theme, questions: Mapping[str, Question]) -> bytes:
    """Return when each matter applies and each question is asked, as JsonLogic in JSON."""
    kinds = {code: question.kind for code, question in questions.items()}
    document = {
        "theme": theme.code,
        "name": theme.name,
        "questions": [
            {"question": question.question, "ask_when": json_logic_of(question.ask_when, kinds)}
            for question in theme.questions
        ],
        "matters": [
            {"matter": matter.matter, "when": json_logic_of(matter.when, kinds)}
            for matter in theme.matters
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def read_logic_document(content: bytes, questions: Mapping[str, Question] | None = None) -> Tables:
    """Return what a document of JsonLogic rules says about matters and questions.

    Args:
        content: The document.
        questions: Those that rules may look at; any may be if it is not said.

    Raises:
        NotJsonLogicError: Naming everything that conditions cannot express.
    """
    reader = _Reader(_json_of(content), questions)
    matters = reader.listed("matters", "matter", "when")
    asked = reader.listed("questions", "question", "ask_when")
    if reader.problems:
        raise NotJsonLogicError(tuple(reader.problems))
    return Tables(matters, asked)


def _json_of(content: bytes) -> Mapping[str, Any]:
    if len(content) > MOST_BYTES:
        problem = Problem("/", "json-logic-too-large", (("most", f"{MOST_BYTES:,}"),))
        raise NotJsonLogicError((problem,))
    try:
        document = read_json(content)
    except NotJsonError as error:
        raise NotJsonLogicError(error.problems) from None
    if not isinstance(document, dict):
        raise NotJsonLogicError((Problem("/", "json-logic-not-json"),))
    return document


class _Reader:
    """Reads the lists of a document, and notes whatever cannot be read."""

    def __init__(
        self, document: Mapping[str, Any], questions: Mapping[str, Question] | None
    ) -> None:
        self.problems: list[Problem] = []
        self._document = document
        known = None if questions is None else {code: q.kind for code, q in questions.items()}
        self._kinds = known
        self._refuse_other_keys(document, {"theme", "name", "matters", "questions"}, "")

    def listed(self, name: str, key: str, when: str) -> dict[str, Condition | None]:
        """Return the condition of every code in a list; only questions may be left out."""
        listed = self._document.get(name, [] if name == "questions" else None)
        if not isinstance(listed, list):
            self._refuse(name, "no-list", name=name)
            return {}
        found: dict[str, Condition | None] = {}
        for number, entry in enumerate(listed):
            code = entry.get(key) if isinstance(entry, dict) else None
            if not isinstance(code, str) or not is_code(code):
                self._refuse(f"{key} {number}", "no-code", name=key)
            elif code in found:
                self._refuse(code, "twice", name=key)
            else:
                self._refuse_other_keys(entry, {key, when}, code)
                found[code] = self._condition(entry, when, code)
        return found

    def _condition(self, entry: Mapping[str, Any], when: str, code: str) -> Condition | None:
        if when not in entry:
            self._refuse(code, "no-rule", name=when)
            return None
        try:
            return condition_of(entry[when], self._kinds)
        except NotJsonLogicError as error:
            self.problems += [Problem(f"{code}{p.place}", p.rule, p.params) for p in error.problems]
            return None

    def _refuse_other_keys(self, entry: Mapping[str, Any], known: Set[str], place: str) -> None:
        """Tell keys that nobody knows: what they say would be lost without a word."""
        for key in entry:
            if key not in known:
                self._refuse(f"{place}/{key[:40]}", "unknown-key", key=key[:40])

    def _refuse(self, place: str, why: str, **params: str) -> None:
        self.problems.append(Problem(place, f"json-logic-{why}", tuple(params.items())))
