"""The world outside: settings, clock, files, printer, processes."""
