"""The kiosk as an applicant will meet it, played with the draft (预览)."""

from pages.designer.preview import overview

__all__ = ["overview"]
