"""The pages of the policy staff."""
