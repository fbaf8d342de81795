"""Give the materials of a draft: as a file, from the office's text, or later."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from core.cases.models import Upload
from core.forms.pictures import digest_in
from core.visits.draft import ApplicationDraft


def attach(draft: ApplicationDraft, *uploads: Upload) -> ApplicationDraft:
    """Return the draft with files for its materials."""
    return replace(draft, uploads=(*draft.uploads, *uploads))


def detach(draft: ApplicationDraft, upload: Upload) -> ApplicationDraft:
    """Return the draft without one file; the same file given twice stays once."""
    if upload not in draft.uploads:
        return draft
    place = draft.uploads.index(upload)
    return replace(draft, uploads=(*draft.uploads[:place], *draft.uploads[place + 1 :]))


def defer(draft: ApplicationDraft, material: str) -> ApplicationDraft:
    """Return the draft with a material promised for later (容缺)."""
    return replace(draft, deferred=_with(draft.deferred, material))


def use_template(draft: ApplicationDraft, material: str) -> ApplicationDraft:
    """Return the draft with a material made from the office's own text (范本)."""
    return replace(draft, templates=_with(draft.templates, material))


def give_now(draft: ApplicationDraft, material: str) -> ApplicationDraft:
    """Return the draft with a material neither promised nor made from the office's text."""
    return replace(
        draft,
        deferred=tuple(code for code in draft.deferred if code != material),
        templates=tuple(code for code in draft.templates if code != material),
    )


def keep_templates(draft: ApplicationDraft, materials: Collection[str]) -> ApplicationDraft:
    """Return the draft with only these of the texts in use; the others say something else now."""
    kept = tuple(code for code in draft.templates if code in materials)
    return draft if kept == draft.templates else replace(draft, templates=kept)


def choose(draft: ApplicationDraft, asked: str, material: str) -> ApplicationDraft:
    """Return the draft with one of several materials chosen that serve the same need."""
    return replace(draft, instead={**draft.instead, asked: material})


def materials_of(draft: ApplicationDraft, digests: Collection[str]) -> list[str]:
    """Return the materials of which these are files."""
    return [str(upload.key) for upload in draft.uploads if upload.digest in digests]


def lose(draft: ApplicationDraft, digests: Collection[str]) -> ApplicationDraft:
    """Return the draft without files that are gone, and the signatures and pictures in them."""
    return replace(
        draft,
        uploads=tuple(upload for upload in draft.uploads if upload.digest not in digests),
        signatures=tuple(
            signature for signature in draft.signatures if signature.picture not in digests
        ),
        values={place: _without_pictures(value, digests) for place, value in draft.values.items()},
    )


def _with(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return codes if code in codes else (*codes, code)


def _without_pictures(value: Any, digests: Collection[str]) -> Any:
    """Return a value without the pictures that are gone."""
    if isinstance(value, list):
        return [_without_pictures(entry, digests) for entry in value]
    return None if digest_in(value) in digests else value
