"""Login by mail address (allauth); rights come from roles alone."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class RoleBackend(AuthenticationBackend):
    """No permission is given to a person: only roles carry them."""

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        found: set[str] = self.get_group_permissions(user_obj, obj)  # kept with the user, once it is asked
        return found
