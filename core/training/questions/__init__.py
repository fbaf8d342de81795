"""Every kind of question that a quiz asks: one file each, found by listing."""

from core.discovering import entries_in
from core.training.quiz_facts import QuizKind

QUESTION_KINDS = entries_in(__name__, "KIND", QuizKind)
"""Kinds by name, which is that of the file."""
