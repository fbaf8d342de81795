"""Nothing is received of which a file is gone: a receipt is given for what is there (law 10)."""

from collections.abc import Iterator

from core.cases.models import Application, Upload
from core.errors import FilesGoneError, FilesQuarantinedError
from core.forms.pictures import digest_in
from core.ports import Stores
from core.services.citizens.hold_files import FileHolder
from core.services.citizens.sign_documents import documents_to_sign
from core.services.theme_plans import PlanShelf
from core.themes.guides import concluded_guide
from core.themes.material_lists import list_materials


def expect_files(
    application: Application, stores: Stores, plans: PlanShelf, held: FileHolder
) -> None:
    """Look whether every file is there as it was handed in, in the transaction that takes it.

    Raises:
        FilesGoneError: Naming every paper and document of which one is gone.
        FilesQuarantinedError: Naming those in which a virus was found meanwhile.
        StorageError: If that cannot be found out.
    """
    wanted = {one.digest for one in application.uploads}
    wanted |= {one.picture for one in application.signatures if one.picture}
    wanted |= {digest for digest, _ in _photographs(application)}
    gone = held.take_over(stores, wanted, holder=application.submission_key)
    infected = held.quarantined(stores, wanted)
    for bad, trouble in ((gone, FilesGoneError), (infected, FilesQuarantinedError)):
        if bad:
            named = (name for digest, name in _names(application, stores, plans) if digest in bad)
            raise trouble(names=tuple(dict.fromkeys(named)), digests=bad)


def expect_file(upload: Upload, stores: Stores, held: FileHolder, *, holder: str) -> None:
    """Look whether a file that a case is about to get is there as it was handed in.

    Raises:
        FilesGoneError: If it was swept away, or spoilt, in between.
        StorageError: If that cannot be found out.
    """
    gone = held.take_over(stores, (upload.digest,), holder=holder)
    if gone:
        raise FilesGoneError(names=(upload.name,), digests=gone)


def _names(application: Application, stores: Stores, plans: PlanShelf) -> Iterator[tuple[str, str]]:
    """Yield what each file belongs to: a paper, a field, or a form under which somebody signed."""
    planned = plans.pinned(stores, application.theme_code, application.theme_version)
    guide = concluded_guide(planned.plan, application.answers)
    listed = list_materials(
        planned.plan, guide, on_paper=application.on_paper, instead=application.instead
    )
    papers = {one.code: one.name for one in listed}
    for upload in application.uploads:
        yield upload.digest, papers.get(f"{upload.document}@{upload.subject}", upload.name)
    labels = {str(merged.key): merged.label for merged in guide.form}
    for digest, place in _photographs(application):
        yield digest, labels.get(place, place)
    forms = {
        one.under: one.form.title for one in documents_to_sign(planned.plan, guide, application)
    }
    for signature in application.signatures:
        yield signature.picture, forms.get(signature.under, signature.name)


def _photographs(application: Application) -> Iterator[tuple[str, str]]:
    """Yield the pictures that stand in the form, with their places."""
    for place, value in application.values.items():
        for one in value if isinstance(value, list) else [value]:
            if digest := digest_in(one):
                yield digest, place
