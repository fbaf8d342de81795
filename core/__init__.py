"""The domain of Done Once: pure functions over catalogues, answers and forms."""
