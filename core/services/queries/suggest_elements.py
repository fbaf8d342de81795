"""Suggest which data elements labels ask for, by what a catalogue teaches."""

from collections.abc import Sequence

from core.catalogue.catalogue import Catalogue
from core.catalogue.suggesting.certainty import Certainty, certainty_of
from core.catalogue.suggesting.labels import Label
from core.catalogue.suggesting.matching import Matcher, Suggestion

__all__ = ["Certainty", "Label", "Suggestion", "certainty_of", "suggest_elements"]


def suggest_elements(
    catalogue: Catalogue, labels: Sequence[Label]
) -> Sequence[Sequence[Suggestion]]:
    """Return the suggestions for each label, the best first."""
    return Matcher(catalogue).suggest_all(labels)
