"""The guide of one theme in many situations, beside a plain reading of the design.

Both read the same files and are given the same seeded answers in one run; they have to
agree on every one. Run with ``make bench`` or ``python -m benchmarks.guide``. Ratios are
what to compare, seconds depend on the machine.
"""

import random
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from core.catalogue.models import Question, QuestionKind
from core.catalogue.packages import read_package
from core.themes.guides import Guide, guide_theme
from core.themes.plans import ThemePlan
from tests import reference
from tests.laws.checks import as_told

ROOT = Path(__file__).parents[1]
DELIVERED = ROOT.parent / "shared" / "facts" / "catalogue"
CATALOGUE = DELIVERED if DELIVERED.is_dir() else ROOT / "assets" / "catalogue"
THEME = "T10"
SITUATIONS = 1_000
SEED = 20261124
ROUNDS = 5

Answers = dict[str, Any]


def answers_of(plan: ThemePlan, chance: random.Random) -> Answers:
    """Draw an answer to most questions of a theme, whether they are asked or not."""
    questions = plan.catalogue.questions
    answered = [code for code in plan.questions.order if chance.random() < 0.95]
    return {code: answer_to(questions[code], chance) for code in answered}


def answer_to(question: Question, chance: random.Random) -> Any:
    """Draw one answer that a question can take."""
    if question.kind is QuestionKind.NUMBER:
        return chance.choice([1, 8, 14, 15, 60, 300, 301, 420, 800, 801, 2_000])
    if question.kind is QuestionKind.SINGLE:
        return chance.choice(question.options)
    return chance.sample(question.options, chance.randint(0, len(question.options)))


def seconds_for(
    guides: tuple[Callable[[Answers], object], ...], drawn: list[Answers]
) -> list[float]:
    """Return each one's median processor time for all situations.

    They take turns, so that a busy machine slows down both alike.
    """
    rounds: list[list[float]] = []
    for _ in range(ROUNDS):
        rounds.append([])
        for guide in guides:
            start = time.process_time()
            for answers in drawn:
                guide(answers)
            rounds[-1].append(time.process_time() - start)
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def agree(guide: Guide, reference: Mapping[str, Any]) -> bool:
    """Say whether the core and the plain reading came to the same guide."""
    ours = as_told(guide)
    papers = {
        (paper["document"], paper["subject"]): {**paper, "asked_by": tuple(paper["asked_by"])}
        for paper in reference["material_list"]
    }
    return {**ours, "material_list": papers} == {
        **reference,
        "material_list": ours["material_list"],
    }


def main() -> None:
    """Compare and print."""
    catalogue = read_package(CATALOGUE).catalogue
    plan = ThemePlan(catalogue.themes[THEME], catalogue)
    plain = reference.load_catalogue(CATALOGUE)
    chance = random.Random(SEED)
    drawn = [answers_of(plan, chance) for _ in range(SITUATIONS)]

    def ours(answers: Answers) -> Guide:
        return guide_theme(plan, answers)

    def naive(answers: Answers) -> Mapping[str, Any]:
        return reference.evaluate(plain["themes"][THEME], plain, answers)

    agreed = sum(agree(ours(answers), naive(answers)) for answers in drawn)
    cold = ThemePlan(catalogue.themes[THEME], catalogue)
    start = time.perf_counter()
    guide_theme(cold, drawn[0])
    first = time.perf_counter() - start
    warm, plainly = seconds_for((ours, naive), drawn)

    print(f"{THEME}, {SITUATIONS:,} situations, seed {SEED}, median of {ROUNDS} rounds in turn")
    print(f"  ours             {1_000 * warm / SITUATIONS:8.3f} ms a guide")
    print(f"  naive reference  {1_000 * plainly / SITUATIONS:8.3f} ms a guide")
    print(f"  ratio            {plainly / warm:8.2f} (naive / ours; more is better)")
    print(f"  first guide      {1_000 * first:8.3f} ms (nothing remembered yet)")
    print(f"  agreed on        {agreed:,} of {SITUATIONS:,}")
    print("  ours also tells where each value comes from, which the reference does not")
    if agreed != SITUATIONS:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
