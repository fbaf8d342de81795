"""Proposals (优化方案): for policy staff to decide on, and for departments to answer."""
