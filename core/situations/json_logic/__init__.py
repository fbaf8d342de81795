"""Conditions as JsonLogic rules, out and in, so that others can check ours (jsonlogic.com)."""

from core.situations.json_logic.reading import condition_of
from core.situations.json_logic.writing import json_logic_of

__all__ = ["condition_of", "json_logic_of"]
