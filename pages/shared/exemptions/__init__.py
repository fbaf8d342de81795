"""How each way is shown in which a material need not be handed in: one file each, found by listing.

Only ways in which an office fetches the material are shown by a sign of their own.
"""

from core.discovering import entries_in
from pages.shared.signs import Sign

EXEMPTION_SIGNS = entries_in(__name__, "SIGN", Sign)
"""Signs by the way of exemption, which is the name of the file."""
_OTHERS = {"applicant": Sign("description", "bad"), "matter": Sign("store", "info")}


def sign_of(provider: str) -> Sign:
    """Return the sign of who provides a material (``Provider.kind``).

    Examples:
        >>> sign_of("matter").icon, sign_of("e_licence").colour
        ('store', 'ok')
    """
    return (EXEMPTION_SIGNS | _OTHERS)[provider]
