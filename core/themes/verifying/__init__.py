"""Prove that a theme works in every situation that answers can produce (law 8)."""
