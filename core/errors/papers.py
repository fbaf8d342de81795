"""What the window resolves about forms that were printed for an outage."""

from core.errors.families import CaseError


class PaperFormUnknownError(CaseError):
    """No form with this number was printed here."""

    message_key = "error.paper_form.unknown"

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class PaperFormUsedError(CaseError):
    """The form is a case already: a number is used once."""

    message_key = "error.paper_form.used"

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)


class PaperFormVoidedError(CaseError):
    """The form was voided as lost or spoilt."""

    message_key = "error.paper_form.voided"

    def __init__(self, *, number: str, reason: str) -> None:
        super().__init__(number=number, reason=reason)


class PaperEntryOverError(CaseError):
    """Somebody began to enter the form anew, or it was voided: this visit cannot hand it in."""

    message_key = "error.paper_form.entry_over"


class PaperFormsManyError(CaseError):
    """More forms are asked for than are printed at once, or none."""

    message_key = "error.paper_form.many"

    def __init__(self, *, most: int) -> None:
        super().__init__(most=most)


class PaperSheetGoneError(CaseError):
    """The scan of the sheet is gone, or has a virus: it is scanned anew, and the entry begun."""

    message_key = "error.paper_form.sheet_gone"

    def __init__(self, *, number: str) -> None:
        super().__init__(number=number)
