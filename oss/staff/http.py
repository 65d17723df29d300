"""The request a view gets once the access map has let it through."""

from django.http import HttpRequest

from oss.staff.models import User


class StaffRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User
