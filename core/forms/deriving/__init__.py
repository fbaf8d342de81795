"""What need not be asked, because it follows (law 5): fixed values, and proposals to confirm."""

from core.forms.deriving.engine import Derivations

__all__ = ["Derivations"]
