"""What is in force in one theme for many sets of answers, beside three other engines.

Each engine says for all matters, fields, tables, columns and materials of the theme
whether they are in force, as bits of one number, and all have to agree on every set. Ours
and the plain reading of the design are given raw answers, find out which questions are
asked, and tell what is undecided as well; the others are given only the answers that
count, worked out beforehand, and tell what is certain. Run with
``python -m benchmarks.in_force`` after ``pip install -r benchmarks/requirements.txt``;
SurveyJS is installed by npm into a temporary folder, and left out where there is no npm.
"""

import json
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.guide import CATALOGUE, ROUNDS, SEED, SITUATIONS, THEME, Answers, answers_of
from core.catalogue.packages import read_package
from core.situations.engines.compiling import InForce
from core.themes.plans import ThemePlan
from tests import reference

Condition = dict[str, Any] | None
Item = Sequence[Sequence[Condition]]
"""Groups of conditions: one of each group has to hold."""

SURVEY = "survey-core@3.1.1"
SURVEY_SCRIPT = """
const {ConditionRunner} = require("survey-core");
const {items, answers, rounds} = JSON.parse(require("fs").readFileSync(0, "utf8"));
const runners = items.map(one => new ConditionRunner(one));
const masks = [], seconds = [];
for (let round = 0; round < rounds; round++) {
  const start = process.cpuUsage();
  for (const known of answers) {
    let bits = "";
    for (const runner of runners) bits += runner.runValues(known) ? "1" : "0";
    if (!round) masks.push(bits);
  }
  const used = process.cpuUsage(start);
  seconds.push((used.user + used.system) / 1e6);
}
process.stdout.write(JSON.stringify({masks, seconds}));
"""


def plain_items(plan: ThemePlan) -> list[Item]:
    """Return what each item needs, as it stands in files."""

    def plain(condition: Any) -> Condition:
        return None if condition is None else condition.model_dump(mode="json")

    return [
        [[plain(condition) for condition in group] for group in item.when] for item in plan.items
    ]


def naively(theme: dict[str, Any], items: list[Item], answers: Answers) -> InForce:
    """Evaluate every condition of every item, as the design is written."""
    known, waiting, _ = reference.situate(theme, answers)
    certain = undecided = 0
    for place, item in enumerate(items):
        groups = [
            reference.any_of([reference.truth_of(condition, known, waiting) for condition in group])
            for group in item
        ]
        truth = reference.all_of(groups)
        certain |= (truth is True) << place
        undecided |= (truth is None) << place
    return InForce(certain, undecided)


# --- The same conditions in the words of the others


def joined(item: Item, truth_of: Callable[[Condition], Any], either: Any, both: Any) -> Any:
    return both([either([truth_of(condition) for condition in group]) for group in item])


def in_json_logic(condition: Condition) -> Any:
    """Write a condition as JsonLogic, where what is not answered satisfies nothing."""
    if condition is None:
        return True
    if "all" in condition:
        return {"and": [in_json_logic(part) for part in condition["all"]]}
    if "any" in condition:
        return {"or": [in_json_logic(part) for part in condition["any"]]}
    answer, op, value = {"var": condition["question"]}, condition["op"], condition["value"]
    if op == "in":
        # One answer or several: `in` looks for a part of a text as well as for a member.
        alone = {"in": [answer, value]}
        several = {"some": [answer, {"in": [{"var": ""}, value]}]}
        return {"or": [alone, several]}
    sign = {"eq": "===", "ne": "!==", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}[op]
    compared = {sign: [answer, value]}
    return compared if op == "eq" else {"and": [{"!==": [answer, None]}, compared]}


def in_survey_words(condition: Condition) -> str:
    """Write a condition as a SurveyJS expression."""
    if condition is None:
        return "1 = 1"
    if "all" in condition:
        return "(" + " and ".join(map(in_survey_words, condition["all"])) + ")"
    if "any" in condition:
        return "(" + " or ".join(map(in_survey_words, condition["any"])) + ")"
    answer, op, value = f"{{{condition['question']}}}", condition["op"], condition["value"]
    if op == "in":
        return f"({answer} anyof {json.dumps(value, ensure_ascii=False)})"
    sign = {"eq": "=", "ne": "!=", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}[op]
    compared = f"{answer} {sign} {json.dumps(value, ensure_ascii=False)}"
    return f"({compared})" if op == "eq" else f"({answer} notempty and {compared})"


def survey(items: list[Item], known: list[Answers]) -> tuple[list[int], float] | None:
    """Return what SurveyJS finds and its median processor time, or nothing without npm."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return None
    words = [
        joined(item, in_survey_words, lambda p: f"({' or '.join(p)})", " and ".join)
        for item in items
    ]
    given = json.dumps({"items": words, "answers": known, "rounds": ROUNDS})
    with tempfile.TemporaryDirectory() as folder:
        install = [npm, "install", "--silent", "--no-audit", "--no-fund", SURVEY]
        if subprocess.run(install, cwd=folder, check=False, capture_output=True).returncode:
            return None
        script = Path(folder) / "run.cjs"
        script.write_text(SURVEY_SCRIPT, "utf-8")
        run = subprocess.run(
            [node, str(script)], input=given, check=True, capture_output=True, text=True
        )
    found = json.loads(run.stdout)
    masks = [int(bits[::-1], 2) for bits in found["masks"]]
    return masks, statistics.median(found["seconds"])


# --- Measuring


def seconds_for(engines: Sequence[tuple[Callable[[Answers], Any], list[Answers]]]) -> list[float]:
    """Return each engine's median processor time; they take turns."""
    rounds = [[_seconds(run, given) for run, given in engines] for _ in range(ROUNDS)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def _seconds(run: Callable[[Answers], Any], given: list[Answers]) -> float:
    start = time.process_time()
    for answers in given:
        run(answers)
    return time.process_time() - start


def known_answers(plan: ThemePlan, answers: Answers) -> Answers:
    """Return the answers that count, several of them as a list."""
    known = plan.situate(answers).known.answers
    return {q: list(answer) if isinstance(answer, tuple) else answer for q, answer in known.items()}


def main() -> None:
    """Compare and print."""
    from json_logic import jsonLogic

    catalogue = read_package(CATALOGUE).catalogue
    plan = ThemePlan(catalogue.themes[THEME], catalogue)
    theme = reference.load_catalogue(CATALOGUE)["themes"][THEME]
    items = plain_items(plan)
    chance = random.Random(SEED)
    drawn = [answers_of(plan, chance) for _ in range(SITUATIONS)]
    known = [known_answers(plan, answers) for answers in drawn]
    rules = [
        joined(item, in_json_logic, lambda p: {"or": p}, lambda p: {"and": p}) for item in items
    ]
    compiled, explainer = plan.questions.compiled, plan.explainer

    def explained(answers: Answers) -> object:
        settled = compiled.settle(answers)
        return compiled.items_for(settled), explainer.reasons(settled)

    def naive(answers: Answers) -> InForce:
        return naively(theme, items, answers)

    def json_logic(answers: Answers) -> int:
        return sum(bool(jsonLogic(rule, answers)) << place for place, rule in enumerate(rules))

    expected = [naive(answers) for answers in drawn]
    certain = [state.certain for state in expected]
    assert list(map(compiled.in_force, drawn)) == expected
    assert list(map(json_logic, known)) == certain
    ours, *others = seconds_for(
        [(compiled.in_force, drawn), (explained, drawn), (naive, drawn), (json_logic, known)]
    )
    names = ["ours, with every reason", "naive recursion", "panzi-json-logic"]
    surveyed = survey(items, known)
    if surveyed:
        assert surveyed[0] == certain
        names, others = [*names, "SurveyJS ConditionRunner"], [*others, surveyed[1]]
    report(ours, dict(zip(names, others, strict=True)))
    if not surveyed:
        print("  SurveyJS ConditionRunner   left out: npm is not there or could not install it")


def report(ours: float, others: dict[str, float]) -> None:
    """Print the time of each engine, and the ratio to ours."""
    print(f"{THEME}, {SITUATIONS:,} sets of answers, seed {SEED}, median of {ROUNDS} rounds;")
    print("all engines agree on every matter, field, table, column and material of every set")
    print(f"  {'ours':26} {1e6 * ours / SITUATIONS:9.1f} µs a set")
    for name, seconds in others.items():
        ratio = seconds / ours
        print(f"  {name:26} {1e6 * seconds / SITUATIONS:9.1f} µs a set {ratio:8.1f} × ours")


if __name__ == "__main__":
    main()
