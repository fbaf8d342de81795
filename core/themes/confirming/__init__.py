"""Rounds in which every department concerned confirms a theme, or refuses with a reason."""
