"""Data that another department shares."""

from pages.shared.signs import Sign

SIGN = Sign("contract", "ok")
