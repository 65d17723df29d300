"""Puts the roles in place: one group per role with exactly the permissions of `oss.staff.grants`."""

from django.contrib.auth.models import Group, Permission

from oss.staff.grants import permissions_of
from oss.staff.roles import Role


def load_roles() -> int:
    """Returns the number of groups made or set right. A grant without a permission row is an error."""
    known = {
        f"{app_label}.{codename}": pk
        for pk, app_label, codename in Permission.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    changed = 0
    for role in Role:
        wanted = permissions_of(role)
        if unknown := wanted - known.keys():
            raise LookupError(f"no permission exists for the grants {', '.join(sorted(unknown))}")
        group, made = Group.objects.get_or_create(name=role)
        current = set(group.permissions.values_list("pk", flat=True))
        if made or current != {known[name] for name in wanted}:
            group.permissions.set([known[name] for name in wanted])
            changed += 1
    return changed
