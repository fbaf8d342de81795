"""Event logs from many hands, row by row: each is an event, or left out with reasons (law 19)."""

from core.monitoring.reading.reading import read_log
from core.monitoring.reading.refusing import EventLogRefusedError

__all__ = ["EventLogRefusedError", "read_log"]
