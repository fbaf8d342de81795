"""Nothing is received of which a file is gone: a receipt is given for what is there (law 10)."""

from collections.abc import Iterator

from core.cases.models import Application, Upload
from core.errors import FilesGoneError, FilesQuarantinedError
from core.forms.pictures import digest_in
from core.ports import Stores
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.prepare_application import PreparedApplication


def expect_files(
    application: Application, prepared: PreparedApplication, stores: Stores, leases: FileLeases
) -> None:
    """Look whether every file is there as it was handed in, in the transaction that takes it.

    ``application`` is what is received of a prepared one.

    Raises:
        FilesGoneError: Naming every material and document of which one is gone.
        FilesQuarantinedError: Naming those in which a virus was found meanwhile.
        StorageError: If that cannot be found out.
    """
    wanted = {upload.digest for upload in application.uploads}
    wanted |= {signature.picture for signature in application.signatures if signature.picture}
    wanted |= {digest for digest, _ in _photographs(application)}
    gone = leases.take_over(stores, wanted, holder=application.submission_key)
    infected = leases.quarantined(stores, wanted)
    for bad, trouble in ((gone, FilesGoneError), (infected, FilesQuarantinedError)):
        if bad:
            named = (name for digest, name in _names(application, prepared) if digest in bad)
            raise trouble(names=tuple(dict.fromkeys(named)), digests=bad)


def expect_file(upload: Upload, stores: Stores, leases: FileLeases, *, holder: str) -> None:
    """Look whether a file that a case is about to get is there as it was handed in.

    Raises:
        FilesGoneError: If it was swept away, or spoilt, in between.
        StorageError: If that cannot be found out.
    """
    gone = leases.take_over(stores, (upload.digest,), holder=holder)
    if gone:
        raise FilesGoneError(names=(upload.name,), digests=gone)


def _names(application: Application, prepared: PreparedApplication) -> Iterator[tuple[str, str]]:
    """Yield what each file belongs to: a paper, a field, or a form under which somebody signed."""
    names = {material.code: material.name for material in prepared.listed}
    for upload in application.uploads:
        yield upload.digest, names.get(str(upload.key), upload.name)
    labels = {str(merged.key): merged.label for merged in prepared.guide.form}
    for digest, place in _photographs(application):
        yield digest, labels.get(place, place)
    forms = {document.under: document.form.title for document in prepared.documents}
    for signature in application.signatures:
        yield signature.picture, forms.get(signature.under, signature.name)


def _photographs(application: Application) -> Iterator[tuple[str, str]]:
    """Yield the pictures that stand in the form, with their places."""
    for place, value in application.values.items():
        for entry in value if isinstance(value, list) else [value]:
            if digest := digest_in(entry):
                yield digest, place
