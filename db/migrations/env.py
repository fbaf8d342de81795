"""Run migrations over the connection that :mod:`db.upgrading` hands in."""

from alembic import context
from sqlmodel import SQLModel

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    transactional_ddl=True,  # all migrations or none, on SQLite as well
)
with context.begin_transaction():
    context.run_migrations()
