"""Savings (成效): what all published themes save, beside what was intended and published."""
