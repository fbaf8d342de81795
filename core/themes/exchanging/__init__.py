"""A theme's conditions as others write them: DMN 1.3 decision tables and JsonLogic rules."""
