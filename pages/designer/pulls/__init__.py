"""What departments publish on their site, compared with the library and decided on."""

from pages.designer.pulls import overview

__all__ = ["overview"]
