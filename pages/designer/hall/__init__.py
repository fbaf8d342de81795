"""The board of the hall (大屏)."""
