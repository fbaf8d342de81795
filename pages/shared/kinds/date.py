"""A day, by three lists."""

from pages.shared.moments import moment_widget

WIDGET = moment_widget("year", "month", "day")
