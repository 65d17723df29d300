"""Login by mail address (allauth); rights come from roles alone."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Group
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from oss.core.registry import offered
from oss.staff.asked_often import asked_often
from oss.staff.grants import Grant
from oss.staff.models import User, roles_named


@asked_often
def _user(pk: int) -> QuerySet[Any]:
    names = Group.objects.filter(user=OuterRef("pk")).values("name")
    return User.objects.annotate(role_names=ArraySubquery(names)).filter(pk=pk).order_by()


class RoleBackend(AuthenticationBackend):
    """No permission is given to a person: roles carry them, and what a role may do is code. So a request asks
    the database once, for the user with the names of their roles."""

    def get_user(self, user_id: Any) -> User | None:
        user = _user.first(int(user_id))
        if user is None or not self.user_can_authenticate(user):
            return None
        user.roles = roles_named(user.role_names)
        return user

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        return {name for name, one in offered(Grant).items() if not one.roles.isdisjoint(user_obj.roles)}

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return self.get_group_permissions(user_obj, obj)

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        one = offered(Grant).get(perm)
        if one is None or not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return False
        return not one.roles.isdisjoint(user_obj.roles)
