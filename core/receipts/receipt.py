"""Moved: see core.receipts.models."""

from core.receipts.models import Receipt, ReceiptMaterial, ReceiptMatter

__all__ = ["Receipt", "ReceiptMaterial", "ReceiptMatter"]
