"""The pages of the way through the kiosk: one step, one page, and what only they draw."""
