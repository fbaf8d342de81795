"""Themes whose questions, matters or order break a rule, and themes that only look like it."""

from tests.core.themes.verifying.building import (
    ALWAYS,
    DEEP,
    DRY,
    FROM_300,
    LARGE,
    SMALL,
    WET,
    matter,
    plan_of,
    waits,
    when,
)

BREAKS_AND_LOOKS_ALIKE = {
    "question-asked-too-late": (
        plan_of(ALWAYS, [("deep", WET), "wet"]),
        plan_of(ALWAYS, ["wet", ("deep", WET)]),
    ),
    "question-never-asked": (
        plan_of(ALWAYS, ["wet", ("deep", {"all": [WET, DRY]})]),
        plan_of(ALWAYS, ["wet", ("deep", {"any": [WET, DRY]})]),
    ),
    "question-never-asked, as its answer is fixed": (
        plan_of(ALWAYS, ["wet"], fixed_answers={"wet": "是"}),
        plan_of(ALWAYS, fixed_answers={"wet": "是"}),
    ),
    "question-never-asked, as two wait for each other": (
        plan_of(ALWAYS, [("wet", DEEP), ("deep", WET)]),
        plan_of(ALWAYS, [("wet", None), ("deep", WET)]),
    ),
    "matter-never-applies": (
        plan_of({"A": matter({"all": [SMALL, LARGE]}), "B": matter()}, ["area"]),
        plan_of({"A": matter({"any": [SMALL, LARGE]}), "B": matter()}, ["area"]),
    ),
    "matter-never-applies, as its question is in no theme": (
        plan_of({"A": matter(WET), "B": matter()}),
        plan_of({"A": matter(WET), "B": matter()}, fixed_answers={"wet": "是"}),
    ),
    "matter-never-applies, as no number is so large": (
        plan_of({"A": matter(when("seats", "gt", 200)), "B": matter()}, ["seats"]),
        plan_of({"A": matter(when("seats", "ge", 200)), "B": matter()}, ["seats"]),
    ),
    "situation-without-matter, for a number that is an answer": (
        plan_of({"A": matter(when("seats", "gt", 1))}, ["seats"]),
        plan_of({"A": matter({"all": [when("seats", "gt", 0.5)]})}, ["seats"]),
    ),
    "situation-without-matter": (
        plan_of({"A": matter(WET)}, ["wet"]),
        plan_of({"A": matter(WET), "B": matter(when("wet", "ne", "是"))}, ["wet"]),
    ),
    "situation-without-matter, where something is not asked": (
        plan_of({"A": matter(WET), "B": matter(when("deep", "ne", "是"))}, ["wet", ("deep", WET)]),
        plan_of(
            {"A": matter(WET), "B": matter({"any": [DRY, when("deep", "ne", "是")]})},
            ["wet", ("deep", WET)],
        ),
    ),
    "precedence-cycle": (
        plan_of(
            {"A": matter(WET), "B": matter(), "C": matter()},
            ["wet"],
            precedence=[waits("A", "B"), waits("B", "A")],
        ),
        plan_of(
            {"A": matter(WET), "B": matter(DRY), "C": matter()},
            ["wet"],
            precedence=[waits("A", "B"), waits("B", "A")],
        ),
    ),
    "precedence-cycle, where one of them would do": (
        plan_of(
            {"A": matter(), "B": matter(), "C": matter(WET)},
            ["wet"],
            precedence=[waits("A", "B", "C", mode="any"), waits("B", "A")],
        ),
        plan_of(
            {"A": matter(), "B": matter(), "C": matter()},
            precedence=[waits("A", "B", "C", mode="any"), waits("B", "A")],
        ),
    ),
    "precedence-cycle, but only suggested": (
        plan_of({"A": matter(), "B": matter()}, precedence=[waits("A", "B"), waits("B", "A", "B")]),
        plan_of(
            {"A": matter(), "B": matter()},
            precedence=[waits("A", "B"), waits("B", "A", binding="suggested")],
        ),
    ),
    "threshold-gap": (
        plan_of({"A": matter(SMALL), "B": matter(LARGE), "C": matter()}, ["area"]),
        plan_of(
            {"A": matter(when("area", "le", 300)), "B": matter(LARGE), "C": matter()}, ["area"]
        ),
    ),
    "threshold-gap, but another matter fills it": (
        plan_of({"A": matter(SMALL), "B": matter(LARGE), "C": matter()}, ["area"]),
        plan_of(
            {"A": matter(SMALL), "B": matter(LARGE), "C": matter(when("area", "ge", 300))},
            ["area"],
        ),
    ),
    "threshold-gap, but another matter fills it one way or the other": (
        plan_of({"A": matter(SMALL), "B": matter(LARGE), "C": matter(WET)}, ["wet", "area"]),
        plan_of(
            {
                "A": matter(SMALL),
                "B": matter(LARGE),
                "C": matter({"any": [{"all": [FROM_300, WET]}, {"all": [FROM_300, DRY]}]}),
            },
            ["wet", "area"],
        ),
    ),
    "threshold-gap, but at the end": (
        plan_of(
            {
                "A": matter({"all": [WET, when("area", "le", 60)]}),
                "B": matter({"all": [WET, LARGE]}),
                "C": matter(),
            },
            ["wet", "area"],
        ),
        plan_of(
            {
                "A": matter({"all": [when("area", "ge", 60), when("area", "le", 300), WET]}),
                "B": matter({"all": [WET, LARGE]}),
                "C": matter(),
            },
            ["wet", "area"],
        ),
    ),
    "threshold-gap, but for different shops": (
        plan_of({"A": matter(SMALL), "B": matter(LARGE), "C": matter()}, ["wet", "area"]),
        plan_of(
            {
                "A": matter({"all": [WET, SMALL]}),
                "B": matter({"all": [DRY, LARGE]}),
                "C": matter(),
            },
            ["wet", "area"],
        ),
    ),
    "threshold-gap, but nobody is half a person": (
        plan_of(
            {
                "A": matter(when("area", "le", 50)),
                "B": matter(when("area", "ge", 51)),
                "C": matter(),
            },
            ["area"],
        ),
        plan_of(
            {
                "A": matter(when("people", "le", 50)),
                "B": matter(when("people", "ge", 51)),
                "C": matter(),
            },
            ["people"],
        ),
    ),
    "target-not-reachable": (
        plan_of(
            {"A": matter(WET), "B": matter()},
            ["wet"],
            precedence=[waits("B", "A")],
            target={"working_days": 4},
        ),
        plan_of(
            {"A": matter(WET), "B": matter(DRY)},
            ["wet"],
            precedence=[waits("B", "A")],
            target={"working_days": 4},
        ),
    ),
    "target-not-reachable, but who waits for itself is never due": (
        plan_of(
            {"A": matter(committed_days=5), "B": matter(committed_days=0)},
            precedence=[waits("B", "A")],
            target={"working_days": 4},
        ),
        plan_of(
            {"A": matter(committed_days=5), "B": matter(committed_days=0)},
            precedence=[waits("B", "A", "B")],
            target={"working_days": 4},
        ),
    ),
    "target-not-reachable, but the earliest will do": (
        plan_of(
            {"A": matter(), "B": matter(committed_days=9), "C": matter()},
            precedence=[waits("C", "A", "B")],
            target={"working_days": 9},
        ),
        plan_of(
            {"A": matter(), "B": matter(committed_days=9), "C": matter()},
            precedence=[waits("C", "A", "B", mode="any")],
            target={"working_days": 9},
        ),
    ),
    "unknown-option": (
        plan_of({"A": matter(when("wet", "eq", "湿"))}, ["wet"]),
        plan_of({"A": matter(WET)}, ["wet"]),
    ),
    "duplicate-question": (
        plan_of(ALWAYS, ["wet", "wet"]),
        plan_of(ALWAYS, ["wet", "deep"]),
    ),
}
