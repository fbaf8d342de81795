"""An electronic licence that the office looks up."""

from pages.shared.signs import Sign

SIGN = Sign("badge", "ok")
