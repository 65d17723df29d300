"""What hides mails from people, beyond their roles; higher packages register their own rules."""

from collections.abc import Callable

from django.db.models import Q

from oss.core.registry import Registry
from oss.staff.models import User

rules: Registry[Callable[[User], Q]] = Registry("mail visibility rule")
"""Each gives the condition that a message must meet for this user to see it; all must hold."""
