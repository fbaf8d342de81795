"""Say whether an installation is ready, check by check."""

from core.monitoring.health import Check, is_ready

__all__ = ["Check", "is_ready"]
