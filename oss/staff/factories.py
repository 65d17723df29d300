"""Invented colleagues, for the demo and the tests."""

from typing import Any

import factory
from django.contrib.auth.models import Group
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from oss.staff.models import Membership, Team, User
from oss.staff.roles import Role

DEMO_PASSWORD = "welkom-in-mechelen"  # noqa: S105 - the demo's, printed at every start


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    first_name = factory.Faker("first_name", locale="nl_BE")
    last_name = factory.Faker("last_name", locale="nl_BE")
    email = factory.LazyAttributeSequence(
        lambda user, n: f"{slugify(user.first_name)}.{slugify(user.last_name)}.{n}@loket.example"
    )
    password = factory.django.Password(DEMO_PASSWORD)

    @factory.post_generation
    def roles(user: User, create: bool, extracted: list[Role] | None, **kwargs: Any) -> None:  # noqa: N805
        """`UserFactory(roles=[Role.DESK])`: the group exists after `sync_reference`."""
        if create and extracted:
            user.groups.set(Group.objects.filter(name__in=extracted))


class TeamFactory(DjangoModelFactory[Team]):
    class Meta:
        model = Team
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Team {n}")

    @factory.post_generation
    def members(team: Team, create: bool, extracted: list[User] | None, **kwargs: Any) -> None:  # noqa: N805
        for user in extracted or []:
            Membership.objects.create(team=team, user=user)
