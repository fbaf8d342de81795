"""What policy staff put right in the library of matters."""

from core.errors.families import DesignError


class CatalogueUnreadableError(DesignError):
    """The directory of the catalogue is not there or cannot be read."""

    message_key = "error.design.catalogue_unreadable"

    def __init__(self, *, directory: str, reason: str) -> None:
        super().__init__(directory=directory, reason=reason)


class CatalogueRefusedError(DesignError):
    """A newer catalogue has errors, so the library stays as it is."""

    message_key = "error.design.catalogue_refused"

    def __init__(self, *, count: int) -> None:
        super().__init__(count=count)


class UnknownMatterError(DesignError):
    """No matter bears this code."""

    message_key = "error.design.unknown_matter"

    def __init__(self, *, code: str) -> None:
        super().__init__(code=code)


class ForeignMatterError(DesignError):
    """A matter belongs to another department; only that one and policy staff change it."""

    message_key = "error.design.foreign_matter"

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class StaleMatterError(DesignError):
    """Somebody else changed the matter in the meantime; saving would undo their change."""

    message_key = "error.design.stale_matter"

    def __init__(self, *, code: str, changed_by: str) -> None:
        super().__init__(code=code, changed_by=changed_by)


class InvalidMatterError(DesignError):
    """A matter cannot be kept as it is: ``reason`` names the rule that it breaks."""

    def __init__(self, *, reason: str) -> None:
        self.message_key = f"error.design.matter_{reason}"
        super().__init__()


class UnknownEntryError(DesignError):
    """No entry of that list of the library bears this code."""

    message_key = "error.design.unknown_entry"

    def __init__(self, *, code: str) -> None:
        super().__init__(code=code)


class StaleEntryError(DesignError):
    """Somebody else changed the entry in the meantime, or made one of that code."""

    message_key = "error.design.stale_entry"

    def __init__(self, *, code: str, changed_by: str) -> None:
        super().__init__(code=code, changed_by=changed_by)


class InvalidEntryError(DesignError):
    """An entry of the library cannot be kept as it is: ``reason`` names the rule it breaks."""

    message_key = "error.design.invalid_entry"

    def __init__(self, *, code: str, reason: str) -> None:
        super().__init__(code=code, reason=reason)


class ImportGoneError(DesignError):
    """An import is finished or discarded, or was worked on in another window."""

    message_key = "error.design.import_gone"


class TooManyImportsError(DesignError):
    """Very many imports of a person are not finished."""

    message_key = "error.design.too_many_imports"

    def __init__(self, *, most: int) -> None:
        super().__init__(most=most)


class InvalidCodeError(DesignError):
    """A code that a matter cannot have."""

    message_key = "error.design.invalid_code"

    def __init__(self, *, code: str) -> None:
        super().__init__(code=code)


class CodeTakenError(DesignError):
    """A code that another matter has already; ``name`` is that of the matter."""

    message_key = "error.design.code_taken"

    def __init__(self, *, code: str, name: str) -> None:
        super().__init__(code=code, name=name)


class PullDecidedError(DesignError):
    """What was pulled is decided on, was pulled anew, or the matter is another by now."""

    message_key = "error.design.pull_decided"

    def __init__(self, *, code: str) -> None:
        super().__init__(code=code)


class ChangeWithoutReasonError(DesignError):
    """A change of the library says in a few words why it is made."""

    message_key = "error.design.change_without_reason"

    def __init__(self, *, least: int, most: int) -> None:
        super().__init__(least=least, most=most)


class UnknownChangeError(DesignError):
    """The history of the library has no such change, or nothing to go back to."""

    message_key = "error.design.unknown_change"
