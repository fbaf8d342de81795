"""Proposals (优化方案): what departments could ask less, found and proved (四免)."""
