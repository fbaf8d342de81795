"""Keep scenarios of the trainers' own, and classes that play a quiz."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_scenario",
        sa.Column("code", sa.String(80), primary_key=True),
        sa.Column("revision", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "quiz_class",
        sa.Column("hall", sa.String(80), primary_key=True),
        sa.Column("code", sa.String(16), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("opened_by", sa.String(200), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "quiz_trainee",
        sa.Column("hall", sa.String(80), primary_key=True),
        sa.Column("class_code", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall", "class_code"],
            ["quiz_class.hall", "quiz_class.code"],
            name="trainee_of_class",
            ondelete="CASCADE",
        ),
    )
    op.create_index("trainee_by_secret", "quiz_trainee", ["hall", "digest"], unique=True)
    op.create_table(
        "quiz_answer",
        sa.Column("hall", sa.String(80), primary_key=True),
        sa.Column("class_code", sa.String(16), primary_key=True),
        sa.Column("trainee", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("question", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall", "class_code", "trainee"],
            ["quiz_trainee.hall", "quiz_trainee.class_code", "quiz_trainee.number"],
            name="answer_of_trainee",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    for table in ("quiz_answer", "quiz_trainee", "quiz_class", "kept_scenario"):
        op.drop_table(table)
