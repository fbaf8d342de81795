"""The sheet of a theme: what it is called, for whom, what is settled and what is aimed at."""

from pages.designer.sheet import overview

__all__ = ["overview"]
