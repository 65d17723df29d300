"""Questions that are put together once: they answer whoever asks now, by their rights, and keep nothing of
the first time."""

from collections.abc import Callable

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Q, QuerySet, Value
from django.utils import timezone, translation
from django.utils.translation import gettext

from oss.staff.asked_often import asked_often
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db
UserWith = Callable[..., User]


@asked_often
def named(user: User, names: tuple[str, ...], *, active: bool | None = None) -> QuerySet[User]:
    found = User.objects.visible_to(user).filter(first_name__in=names).order_by("first_name")
    return found if active is None else found.filter(is_active=active)


def test_each_gets_what_they_ask_and_may_see(user_with: UserWith) -> None:
    coach, auditor = user_with(Role.COACH, first_name="An"), user_with(Role.AUDITOR, first_name="Bo")
    other = user_with(Role.AUDITOR, first_name="Cas", is_active=False)

    assert named(coach, ("An", "Bo")) == [coach, auditor]
    assert named(coach, ("Bo", "Cas")) == [auditor, other]
    assert named(coach, ("Bo", "Cas"), active=False) == [other]
    assert named(coach, ()) == []
    assert named(auditor, ("An", "Bo")) == [auditor], "an auditor sees no colleagues"
    assert named(other, ("An", "Cas")) == [other], "and each auditor only themselves"
    coach.roles = frozenset()
    assert named(coach, ("An", "Bo")) == [coach], "a role that was taken away gives no right"


def test_rows_are_read_anew_each_time(user_with: UserWith) -> None:
    coach = user_with(Role.COACH, first_name="An")
    assert named(coach, ("Bo",)) == []
    user_with(Role.COACH, first_name="Bo")
    assert [one.first_name for one in named(coach, ("Bo",))] == ["Bo"]
    assert named.first(coach, ("Dirk",)) is None


@asked_often
def sought(inside: str, names: tuple[str, ...]) -> QuerySet[User]:
    """The two names together, or who has `inside` in their first name; what is short begins it."""
    way = "contains" if len(inside) >= 3 else "startswith"
    found = Q(first_name=" ".join(names)) | Q(**{f"first_name__{way}": inside})
    return User.objects.filter(found).order_by("pk")


def test_texts_are_sought_inside_others_and_put_together(user_with: UserWith) -> None:
    known = [user_with(Role.COACH, first_name=name) for name in ("Mie An", "50% Bo", "50 Bo", "Tobo", r"C\d")]
    for inside, names, found in (
        ("xxx", ("Mie", "An"), {"Mie An"}),
        ("50%", ("An", "Mie"), {"50% Bo"}),
        ("_0", ("An",), set()),
        ("obo", ("Mie", "An"), {"Tobo", "Mie An"}),
        ("50 Bo and more", ("50", "Bo"), {"50 Bo"}),
        ("To", ("x", "y"), {"Tobo"}),
        ("bo", ("x", "y"), set()),
        ("C\\d", ("x", "y"), {r"C\d"}),
        ("", ("x", "y"), {one.first_name for one in known}),
        ("%s", ("\ue000", "\U00010401"), set()),
    ):
        for _once_more in range(2):
            assert {one.first_name for one in sought(inside, names)} == found, (inside, names)
            assert sought.count(inside, names) == len(found)


def test_more_texts_than_have_a_stand_in_are_asked_anew(user_with: UserWith) -> None:
    user_with(Role.COACH, first_name=" ".join("ab" * 20))
    assert sought.count("xxx", tuple("ab" * 20)) == 1


def test_who_may_see_nothing_counts_nothing(user_with: UserWith) -> None:
    @asked_often
    def nobody(user: User) -> QuerySet[User]:
        return User.objects.none()

    assert (nobody(user := user_with(Role.COACH)), nobody.count(user)) == ([], 0)


def test_words_are_in_the_language_of_the_page(user_with: UserWith) -> None:
    @asked_often
    def words(pk: int) -> QuerySet[User, str]:
        return User.objects.filter(pk=pk).values_list(Value(gettext("Search")), flat=True)

    user = user_with(Role.COACH)
    with translation.override("en"):
        assert words(user.pk) == ["Search"]
    with translation.override("nl"):
        assert words(user.pk) == [gettext("Search")] != ["Search"]


def test_the_clock_goes_on(user_with: UserWith) -> None:
    @asked_often
    def joined(pk: int) -> QuerySet[User]:
        return User.objects.filter(pk=pk, date_joined__lt=timezone.now())

    first = user_with(Role.COACH)
    assert joined(first.pk) == [first]
    later = user_with(Role.COACH)
    assert joined(later.pk) == [later]


def by_value(pk: int) -> QuerySet[User]:
    return User.objects.filter(is_active=pk > 0)


def by_an_answer(pk: int) -> QuerySet[User]:
    return User.objects.filter(pk=pk, first_name__in=list(User.objects.values_list("first_name", flat=True)))


def by_who_they_are(user: User) -> QuerySet[User]:
    return User.objects.filter(pk=user.pk, language=user.language)


def by_another_spelling(name: str) -> QuerySet[User]:
    return User.objects.filter(first_name=name.lower())


def by_several_spellings(name: str) -> QuerySet[User]:
    return User.objects.filter(first_name=name).annotate(
        names=Value([name, f"{name}s"], ArrayField(CharField()))
    )


@pytest.mark.parametrize(
    "question", [by_value, by_an_answer, by_who_they_are, by_another_spelling, by_several_spellings]
)
def test_what_would_keep_something_of_the_first_time_is_refused(
    question: Callable[..., QuerySet[User]], user_with: UserWith
) -> None:
    user = user_with(Role.COACH)
    with pytest.raises(TypeError, match="asked often|looks at"):
        given = {by_who_they_are: user, by_another_spelling: "An", by_several_spellings: "An"}
        asked_often(question)(given.get(question, user.pk))
