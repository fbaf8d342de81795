"""What all matters share (题库和数据元): lists of the library, read and changed in one way."""

from pages.designer.bank import overview

__all__ = ["overview"]
