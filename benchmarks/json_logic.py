"""Our conditions as JsonLogic, judged by others: another engine, and the compatibility suite.

Every condition of the 12 themes is written as a JsonLogic rule; panzi-json-logic and we have to
agree on each of them for many sets of answers, complete and not. With ``--suite FILE`` (a copy
of https://jsonlogic.com/tests.json) the suite's cases are read as conditions: those that use
only what we share have to come out as the suite says, the others are counted by reason.
Run with ``python -m benchmarks.json_logic [--suite tests.json]``.
"""

import argparse
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

from json_logic import jsonLogic

from benchmarks.guide import CATALOGUE, SEED
from core.catalogue.models import Condition
from core.catalogue.packages import read_package
from core.errors import NotJsonLogicError
from core.situations.conditions import Knowledge
from core.situations.engines.evaluating import evaluate
from core.situations.json_logic import condition_of, json_logic_of
from core.themes.plans import ThemePlan

SETS = 200


def main() -> None:
    """Print on how many rules and answers the engines agree, and how the suite comes out."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--suite", type=Path)
    suite = arguments.parse_args().suite
    _agree_on_themes()
    if suite is not None:
        _play_suite(json.loads(suite.read_text("utf-8")))


def _agree_on_themes() -> None:
    catalogue = read_package(CATALOGUE).catalogue
    kinds = {code: question.kind for code, question in catalogue.questions.items()}
    chosen, rules, compared = random.Random(SEED), 0, 0
    for theme in catalogue.themes.values():
        plan = ThemePlan(theme, catalogue)
        conditions = {
            condition
            for item in plan.items
            for group in item.when
            for condition in group
            if condition
        }
        written = {when: json_logic_of(when, kinds) for when in conditions}
        rules += len(written)
        for _ in range(SETS):
            known = _some_answers(plan, chosen)
            for condition, rule in written.items():
                _expect_same(condition, rule, known)
                compared += 1
    print(f"{rules} rules of 12 themes, {compared:,} comparisons: panzi-json-logic agrees on all")


def _some_answers(plan: ThemePlan, chosen: random.Random) -> dict[str, Any]:
    answers = {}
    for question in plan.questions.order:
        possible = plan.forecast.answers_to(question)
        if possible and chosen.random() < 0.8:
            answers[question] = chosen.choice(possible)
    return answers


def _expect_same(condition: Condition, rule: Any, known: dict[str, Any]) -> None:
    data = {q: list(answer) if isinstance(answer, tuple) else answer for q, answer in known.items()}
    ours = evaluate(condition, Knowledge(answers=known)) is True
    if bool(jsonLogic(rule, data)) is not ours:
        raise SystemExit(f"not the same: {rule} with {data}")


def _play_suite(suite: list[Any]) -> None:
    cases = [case for case in suite if isinstance(case, list)]
    others: Counter[str] = Counter()
    passed = 0
    for rule, data, expected in cases:
        if not isinstance(expected, bool):
            others["the result is no truth"] += 1
            continue
        try:
            found = _found(rule, data)
        except NotJsonLogicError as refused:
            others[refused.problems[0].rule.removeprefix("json-logic-")] += 1
            continue
        if found is not expected:
            raise SystemExit(f"not as the suite says: {rule} with {data}")
        passed += 1
    print(f"suite: {len(cases)} cases, {passed} shared and as the suite says")
    for reason, number in others.most_common():
        print(f"  {number:4} not shared: {reason}")


def _found(rule: Any, data: Any) -> bool:
    """Return whether a rule holds; one that never does is no condition, but has a truth."""
    try:
        condition = condition_of(rule)
    except NotJsonLogicError as refused:
        if [problem.rule for problem in refused.problems] == ["json-logic-never"]:
            return False
        raise
    answers = data if isinstance(data, dict) else {}
    known = {
        q: tuple(answer) if isinstance(answer, list) else answer for q, answer in answers.items()
    }
    return evaluate(condition, Knowledge(answers=known)) is True


if __name__ == "__main__":
    main()
