"""Suggest what a label asks for; a person confirms it, for likeness never merges (law 1)."""

from core.catalogue.suggesting.certainty import Certainty, certainty_of
from core.catalogue.suggesting.labels import Label
from core.catalogue.suggesting.matching import CONFIDENT, Matcher, Suggestion

__all__ = ["CONFIDENT", "Certainty", "Label", "Matcher", "Suggestion", "certainty_of"]
