"""What is wrong with a link between a question and single fields that write answers as they do."""

from collections.abc import Iterator

from core.catalogue.findings import Finding, error
from core.catalogue.models import AnswerLink, Column, FieldKey, Question
from core.catalogue.references import Path, References


def check_own_words(
    path: Path, question: Question, link: AnswerLink, look: References
) -> Iterator[tuple[Path, Finding]]:
    """Yield conditions, fields, options and words of a link that do not exist."""
    yield from look.condition((*path, "when"), question.id, link.when)
    fields = dict(_fields_of(link.key, look))
    for ref, own in link.maps.items():
        place = (*path, "maps", ref)
        yield from look.reference(place, question.id, "field", ref, fields)
        for option in own.keys() - set(question.options):
            params = {"question": question.id, "value": option, "hint": ""}
            yield place, error("unknown-option", question.id, **params)
        options = fields[ref].options if ref in fields else ()
        for word in dict.fromkeys(own.values()) if options else ():
            if word not in options:
                params = {"question": question.id, "field": ref, "value": word}
                yield place, error("link-unknown-option", question.id, **params)


def _fields_of(key: FieldKey, look: References) -> Iterator[tuple[str, Column]]:
    """Yield the fields that ask for an element, whatever a theme calls the subject."""
    for matter in look.catalogue.matters.values():
        yield from (
            (ref, entry) for ref, _, entry in matter.entries() if entry.element == key.element
        )
