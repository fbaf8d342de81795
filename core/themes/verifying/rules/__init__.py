"""The rules of ``theme verify``, one file for each family; a new rule is one entry here."""

from collections.abc import Callable, Iterator

from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import Found
from core.themes.verifying.rules.answers_missing import unknown_answer_needed
from core.themes.verifying.rules.applicability import outside_applicability
from core.themes.verifying.rules.conflicts import conflicting_fields
from core.themes.verifying.rules.effects import question_without_effect
from core.themes.verifying.rules.entries import field_never_asked, material_never_asked
from core.themes.verifying.rules.matters import (
    matter_never_applies,
    missing_prerequisite,
    situation_without_matter,
)
from core.themes.verifying.rules.precedence import precedence_cycle
from core.themes.verifying.rules.producers import nobody_produces_material
from core.themes.verifying.rules.questions import question_never_asked
from core.themes.verifying.rules.references import faults_without_situations
from core.themes.verifying.rules.targets import target_not_reachable
from core.themes.verifying.rules.thresholds import threshold_gap
from core.themes.verifying.rules.waiting import does_not_wait, prerequisite_not_in_force

Rule = Callable[[EncodedTheme], Iterator[Found]]

RULES: tuple[Rule, ...] = (
    faults_without_situations,
    question_never_asked,
    matter_never_applies,
    situation_without_matter,
    precedence_cycle,
    outside_applicability,
    does_not_wait,
    nobody_produces_material,
    unknown_answer_needed,
    conflicting_fields,
    threshold_gap,
    question_without_effect,
    field_never_asked,
    material_never_asked,
    missing_prerequisite,
    prerequisite_not_in_force,
    target_not_reachable,
)
