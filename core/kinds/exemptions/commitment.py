"""The applicant promises for now, and hands in later (告知承诺)."""

from core.kinds.records import ExemptionKind

KIND = ExemptionKind(words=("告知承诺", "承诺替代", "承诺"), may_come_later=True)
