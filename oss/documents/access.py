"""What hides documents from people, beyond their roles; higher packages register their own rules."""

from collections.abc import Callable

from django.db.models import Q

from oss.core.registry import Registry
from oss.staff.models import User

access: Registry[Callable[[User], Q]] = Registry("document access rule")
"""Each gives the condition that a document must meet for this user to see it; all must hold."""
