"""A theme's conditions as one document of JsonLogic rules."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.catalogue.models import Condition, Question, Theme
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
            {"question": one.question, "ask_when": json_logic_of(one.ask_when, kinds)}
            for one in theme.questions
        ],
        "matters": [
            {"matter": one.matter, "when": json_logic_of(one.when, kinds)} for one in theme.matters
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def read_logic_document(content: bytes) -> Tables:
    """Return what a document of JsonLogic rules says about matters and questions.

    Raises:
        NotJsonLogicError: Naming everything that conditions cannot express.
    """
    document = _json_of(content)
    problems: list[Problem] = []
    matters = dict(_read(document.get("matters"), "matter", "when", problems))
    questions = dict(_read(document.get("questions", []), "question", "ask_when", problems))
    if problems:
        raise NotJsonLogicError(tuple(problems))
    return Tables(str(document.get("name", "")), matters, questions)


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


def _read(
    listed: Any, name: str, when: str, problems: list[Problem]
) -> Iterator[tuple[str, Condition | None]]:
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        problems.append(Problem(name, "json-logic-no-list", (("name", name),)))
        return
    for number, one in enumerate(listed):
        code = one.get(name) if isinstance(one, dict) else None
        if not isinstance(code, str) or not code:
            problems.append(Problem(f"{name} {number}", "json-logic-no-code", (("name", name),)))
            continue
        try:
            yield code, condition_of(one.get(when, True))
        except NotJsonLogicError as error:
            problems += [Problem(f"{code}{p.place}", p.rule, p.params) for p in error.problems]
