"""A day and a time of day, by five lists."""

from pages.shared.moments import moment_widget

WIDGET = moment_widget("year", "month", "day", "hour", "minute")
