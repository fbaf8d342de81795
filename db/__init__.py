"""The database: tables, migrations, and the stores that the core asks for. SQL lives here only."""
