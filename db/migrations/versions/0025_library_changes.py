"""Keep how each file of the matter library changed; nothing of it is ever changed."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLE = "library_change"
SAME = "name = NEW.name AND number = NEW.number"
ACTIONS = {
    "sqlite": {
        "update": "UPDATE ON library_change BEGIN",
        "delete": "DELETE ON library_change BEGIN",
        "insert": (
            "INSERT ON library_change WHEN EXISTS "
            f"(SELECT 1 FROM library_change WHERE {SAME}) BEGIN"
        ),
    },
    "postgresql": {
        "update": "UPDATE ON library_change FOR EACH ROW",
        "delete": "DELETE ON library_change FOR EACH ROW",
        "truncate": "TRUNCATE ON library_change FOR EACH STATEMENT",
    },
}
REFUSE = {
    "sqlite": "SELECT RAISE(ABORT, 'library_change is never changed'); END",
    "postgresql": "EXECUTE FUNCTION refuse_change()",
}


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    kind = op.get_context().dialect.name
    for action, words in ACTIONS[kind].items():
        op.execute(f"CREATE TRIGGER {TABLE}_refuse_{action} BEFORE {words} {REFUSE[kind]}")


def downgrade() -> None:
    op.drop_table(TABLE)
