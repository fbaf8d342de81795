"""Nothing is received of which a file is gone: a receipt is given for what is there (law 10)."""

from collections.abc import Iterator

from core.cases.models import Application, Upload
from core.errors import FilesGoneError
from core.ports import Stores
from core.services.kiosk.hold_files import FileHolder
from core.services.kiosk.sign_documents import documents_to_sign
from core.services.theme_plans import PlanShelf
from core.themes.guides import concluded_guide
from core.themes.material_lists import list_materials


def expect_files(
    application: Application, stores: Stores, plans: PlanShelf, held: FileHolder
) -> None:
    """Look whether every file is there as it was handed in, in the transaction that takes it.

    Raises:
        FilesGoneError: Naming every paper and document of which one is gone.
        StorageError: If that cannot be found out.
    """
    wanted = {one.digest for one in application.uploads}
    wanted |= {one.picture for one in application.signatures if one.picture}
    gone = held.take_over(stores, wanted, holder=application.submission_key)
    if gone:
        names = tuple(dict.fromkeys(_names(application, gone, stores, plans)))
        raise FilesGoneError(names=names, digests=gone)


def expect_file(upload: Upload, stores: Stores, held: FileHolder, *, holder: str) -> None:
    """Look whether a file that a case is about to get is there as it was handed in.

    Raises:
        FilesGoneError: If it was swept away, or spoilt, in between.
        StorageError: If that cannot be found out.
    """
    gone = held.take_over(stores, (upload.digest,), holder=holder)
    if gone:
        raise FilesGoneError(names=(upload.name,), digests=gone)


def _names(
    application: Application, gone: frozenset[str], stores: Stores, plans: PlanShelf
) -> Iterator[str]:
    """Yield what the papers are called, and the forms on which a signature stood."""
    planned = plans.pinned(stores, application.theme_code, application.theme_version)
    guide = concluded_guide(planned.plan, application.answers)
    listed = list_materials(
        planned.plan, guide, on_paper=application.on_paper, instead=application.instead
    )
    papers = {one.code: one.name for one in listed}
    for upload in application.uploads:
        if upload.digest in gone:
            yield papers.get(f"{upload.document}@{upload.subject}", upload.name)
    documents = documents_to_sign(planned.plan, guide, application)
    forms = {one.under: one.form.title for one in documents}
    for signature in application.signatures:
        if signature.picture in gone:
            yield forms.get(signature.under, signature.name)
