"""What lets the staff in, and keeps their accounts."""

from core.services.staff.seed_demo_staff import DemoAccount, seed_demo_staff
from core.services.staff.service import StaffService

__all__ = ["DemoAccount", "StaffService", "seed_demo_staff"]
