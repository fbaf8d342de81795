"""Faults that strike inside the main job, and what is true afterwards (``make faults``)."""
