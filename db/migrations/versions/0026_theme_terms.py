"""Keep from which day versions take effect, and until when themes are offered."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLE = "theme_term"
SAME = "theme_code = NEW.theme_code AND number = NEW.number"
ACTIONS = {
    "sqlite": {
        "update": "UPDATE ON theme_term BEGIN",
        "delete": "DELETE ON theme_term BEGIN",
        "insert": (
            f"INSERT ON theme_term WHEN EXISTS (SELECT 1 FROM theme_term WHERE {SAME}) BEGIN"
        ),
    },
    "postgresql": {
        "update": "UPDATE ON theme_term FOR EACH ROW",
        "delete": "DELETE ON theme_term FOR EACH ROW",
        "truncate": "TRUNCATE ON theme_term FOR EACH STATEMENT",
    },
}
REFUSE = {
    "sqlite": "SELECT RAISE(ABORT, 'theme_term is never changed'); END",
    "postgresql": "EXECUTE FUNCTION refuse_change()",
}


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("theme_code", sa.String(80), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("grace_until", sa.String(10), nullable=False),
        sa.Column("replaced_by", sa.String(80), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.String(200), nullable=False),
    )
    kind = op.get_context().dialect.name
    for action, words in ACTIONS[kind].items():
        op.execute(f"CREATE TRIGGER {TABLE}_refuse_{action} BEFORE {words} {REFUSE[kind]}")


def downgrade() -> None:
    op.drop_table(TABLE)
