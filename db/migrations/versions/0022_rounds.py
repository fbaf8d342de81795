"""Keep the rounds in which departments confirm a theme; nothing of them is ever changed."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLE = "round_event"
ACTIONS = {
    "sqlite": {
        "update": "UPDATE ON round_event BEGIN",
        "delete": "DELETE ON round_event BEGIN",
        "insert": (
            "INSERT ON round_event WHEN EXISTS (SELECT 1 FROM round_event WHERE "
            "theme_code = NEW.theme_code AND number = NEW.number) BEGIN"
        ),
    },
    "postgresql": {
        "update": "UPDATE ON round_event FOR EACH ROW",
        "delete": "DELETE ON round_event FOR EACH ROW",
        "truncate": "TRUNCATE ON round_event FOR EACH STATEMENT",
    },
}
REFUSE = {
    "sqlite": "SELECT RAISE(ABORT, 'round_event is never changed'); END",
    "postgresql": "EXECUTE FUNCTION refuse_change()",
}


def upgrade() -> None:
    op.create_table(
        "round_theme",
        sa.Column("theme_code", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("theme_code"),
    )
    op.create_table(
        TABLE,
        sa.Column("theme_code", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("theme_code", "number"),
    )
    kind = op.get_context().dialect.name
    for action, words in ACTIONS[kind].items():
        op.execute(f"CREATE TRIGGER {TABLE}_refuse_{action} BEFORE {words} {REFUSE[kind]}")


def downgrade() -> None:
    op.drop_table(TABLE)
    op.drop_table("round_theme")
