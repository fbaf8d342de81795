"""``catalogue suggest``: what the labels of a form ask for, for a person to confirm."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from commands.inputs import (
    CatalogueOption,
    JsonOption,
    locale,
    package_from,
    refusals_reported,
    say,
)
from commands.label_files import labels_in
from commands.outputs import print_json, print_table
from core.i18n import translate
from core.services.queries.suggest_elements import (
    Certainty,
    Label,
    Suggestion,
    certainty_of,
    suggest_elements,
)

SHOWN = 3

LabelsOption = Annotated[
    str,
    typer.Option(
        "--labels", help="CSV file (UTF-8): label, and section, matter, department if known."
    ),
]


def suggest(
    labels: LabelsOption, *, catalogue: CatalogueOption = None, as_json: JsonOption = False
) -> None:
    """Suggest for each label the data element it asks for, and about whom, with reasons."""
    read = labels_in(labels)
    package = package_from(catalogue)
    found = suggest_elements(package.catalogue, read)
    for refusal in refusals_reported(package):
        say(refusal)
    if as_json:
        print_json([_document(*both) for both in zip(read, found, strict=True)])
        return
    names = ("label", "element", "subject", "score", "why")
    head = [translate(f"command.suggest.head_{name}", locale()) for name in names]
    print_table(head, [row for both in zip(read, found, strict=True) for row in _rows(*both)])


def _document(label: Label, suggestions: Sequence[Suggestion]) -> dict[str, Any]:
    return {
        "label": label.text,
        "suggestions": [
            {
                "element": suggestion.element,
                "subject": suggestion.subject,
                "score": suggestion.score,
                "why": suggestion.words(locale()),
            }
            for suggestion in suggestions
        ],
    }


def _rows(label: Label, suggestions: Sequence[Suggestion]) -> Iterator[tuple[str, ...]]:
    is_open = certainty_of(suggestions) is Certainty.NOTHING
    if is_open:
        yield label.text, translate("command.suggest.nothing_fits", locale()), "", "", ""
    for number, suggestion in enumerate(suggestions[:SHOWN]):
        text = label.text if number == 0 and not is_open else ""
        yield (
            text,
            suggestion.element,
            suggestion.subject or "",
            f"{suggestion.score:.2f}",
            suggestion.words(locale()),
        )
