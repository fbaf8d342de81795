"""The pages of the citizens' kiosk."""
