"""Keep a file that somebody hands in, once it was checked."""

from core.cases.models import Upload
from core.ports import Inspector
from core.services.citizens.lease_files import FileLeases

_LONGEST_FILE_NAME = 120


class KeepUpload:
    """Keeps files."""

    def __init__(self, *, inspector: Inspector, leases: FileLeases) -> None:
        self._inspect = inspector
        self._leases = leases

    def __call__(
        self, *, document: str, subject: str, name: str, content: bytes, holder: str = ""
    ) -> Upload:
        """Check a file, keep it for its holder, a visit, and return what to hand in for it.

        Raises:
            UploadRefusedError: If it is no document that can be kept.
        """
        kept = self._inspect(content)
        digest = self._leases.put(kept.content, holder=holder)
        plain = "".join(c for c in name if c.isprintable() and c not in "/\\")
        return Upload(
            document,
            subject,
            kept.name_after(plain)[-_LONGEST_FILE_NAME:],
            kept.media_type,
            len(kept.content),
            digest,
        )
