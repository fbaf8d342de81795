"""``theme verify --all``: the proof of every theme, with progress, and only what is new of it."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter, ValidationError

from commands.inputs import json_object, locale, refuse, say
from commands.outputs import print_json, print_table
from commands.verification_documents import (
    finding_document,
    verification_document,
    word_document,
)
from core.catalogue.models import Theme
from core.i18n import translate
from core.services.queries.read_catalogue import Package, plan_theme
from core.services.queries.verify_library import ThemeProof
from core.services.queries.verify_theme import (
    DATED_RULES,
    Acceptance,
    RuleFinding,
    dated_findings,
    mark_accepted,
    verified_on,
)

_TOLD_EVERY_SECONDS = 2
_ERROR = "error"


class _Finding(BaseModel):
    rule: str
    severity: Literal["error", "warning"]
    at: str
    message: str
    witness: dict[str, Any] | None


class _Proved(BaseModel):
    theme: str
    situations: int | None
    proved: bool
    seconds: float
    findings: list[_Finding]
    checksum: str


_PROVED = TypeAdapter(list[_Proved])


@dataclass(frozen=True, slots=True)
class Library:
    """What is to be proved: a library, who stands by which warning, and what was proved before.

    ``on`` is the day of which the rules on validity speak; they are asked anew each time.
    """

    package: Package
    words: Mapping[str, tuple[Acceptance, ...]]
    before: Mapping[str, dict[str, Any]]
    on: date


def proved_before(source: str) -> dict[str, dict[str, Any]]:
    """Return the themes of a document that ``--all --json`` wrote, by code.

    Another version may have other rules, and another language other words: nothing is known then.
    """
    if not source:
        return {}
    document = json_object(source)
    if (document.get("program"), document.get("language")) != _made_by():
        say(translate("command.verify.not_known", locale()))
        return {}
    try:
        themes = _PROVED.validate_python(document.get("themes"), strict=True)
    except ValidationError:
        refuse("command.verify.no_proofs", source=source)
    return {theme.theme: theme.model_dump() for theme in themes}


def verify_all(library: Library, *, as_json: bool) -> bool:
    """Prove every theme, print what came of it, and say whether all is well."""
    start = time.perf_counter()
    documents = _documents(library)
    seconds = round(time.perf_counter() - start, 3)
    program, language = _made_by()
    if as_json:
        print_json(
            {"themes": documents, "seconds": seconds, "program": program, "language": language}
        )
    else:
        _print(documents, library.package.catalogue.themes)
    return not any(_count(document, is_error=True) for document in documents)


def _made_by() -> tuple[str, str]:
    from runtime import program_version  # noqa: PLC0415 -- heavy, load it late

    return program_version(), locale()


def _documents(library: Library) -> list[dict[str, Any]]:
    from runtime import proved_themes  # noqa: PLC0415 -- heavy, load it late

    catalogue = library.package.catalogue
    known = {code: str(theme["checksum"]) for code, theme in library.before.items()}
    documents, started = {}, time.monotonic()
    for place, proof in enumerate(proved_themes(catalogue, known), 1):
        documents[proof.theme] = _document(proof, library)
        is_last = place == len(catalogue.themes)
        if is_last or time.monotonic() - started >= _TOLD_EVERY_SECONDS:
            started = time.monotonic()
            about = {"place": place, "of": len(catalogue.themes), "theme": proof.theme}
            say(translate("command.verify.progress", locale(), **about))
    return [documents[code] for code in sorted(documents)]


def _document(proof: ThemeProof, library: Library) -> dict[str, Any]:
    words = library.words.get(proof.theme, ())
    catalogue = library.package.catalogue
    theme = catalogue.themes[proof.theme]
    if proof.verification is None:
        kept = library.before[proof.theme]
        findings = _of_today(kept["findings"], dated_findings(theme, catalogue, library.on))
        return {**kept, "findings": _marked(findings, words), "again": False}
    plan = plan_theme(library.package, proof.theme)
    verification = mark_accepted(verified_on(proof.verification, plan, library.on), words)
    document = verification_document(verification, proof.seconds)
    return {**document, "checksum": proof.checksum, "again": True}


def _of_today(
    findings: Iterable[dict[str, Any]], dated: Iterable[RuleFinding]
) -> list[dict[str, Any]]:
    """Return findings of before with those of the day, errors first."""
    undated = [finding for finding in findings if finding["rule"] not in DATED_RULES]
    every = [*undated, *map(finding_document, dated)]
    return sorted(every, key=lambda finding: finding["severity"] != _ERROR)


def _marked(
    findings: Iterable[dict[str, Any]], words: Iterable[Acceptance]
) -> list[dict[str, Any]]:
    """Return findings of before with what people stand by now."""
    by_place = {(word.rule, word.at): word_document(word) for word in words}
    marked = []
    for finding in findings:
        word = by_place.get((finding["rule"], finding["at"]))
        stands = word is not None and finding["severity"] != _ERROR
        marked.append({**finding, "accepted": word} if stands else finding)
    return marked


def _print(documents: Iterable[Mapping[str, Any]], themes: Mapping[str, Theme]) -> None:
    columns = ("theme", "name", "situations", "errors", "warnings", "again")
    head = [translate(f"command.verify.head.{column}", locale()) for column in columns]
    print_table(head, [_row(document, themes[document["theme"]].name) for document in documents])


def _row(document: Mapping[str, Any], name: str) -> tuple[object, ...]:
    counted = document["situations"]
    again = translate(f"command.verify.again.{'yes' if document['again'] else 'no'}", locale())
    return (
        document["theme"],
        name,
        "-" if counted is None else f"{counted:,}",
        _count(document, is_error=True),
        _count(document, is_error=False),
        again,
    )


def _count(document: Mapping[str, Any], *, is_error: bool) -> int:
    return sum((found["severity"] == _ERROR) == is_error for found in document["findings"])
