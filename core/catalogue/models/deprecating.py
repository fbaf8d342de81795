"""What is deprecated and not deleted."""

from core.catalogue.models.values import Part, Text


class Deprecable(Part):
    """What is deprecated and not deleted, as long as something may use it.

    ``deprecated`` says why, and what to use instead. It goes on where it is used, and is not
    offered any more.
    """

    deprecated: Text = ""
