"""Questions that pages ask all day: put together once in each process, and from then on only filled in.

Half of a page's own work is Django making SQL of the same QuerySets again. `@asked_often` stands above a
function that gives a QuerySet; whoever calls it gets the rows as a list:

    @asked_often
    def parts_of(user: User, number: str, *, closed: bool) -> QuerySet[Part]: ...

What is given by place is a value: text, a number, a tuple of a few, a list of any number of keys (which
`oss.core.narrowing.with_keys` takes) or of texts, or the user who asks. The function sees a stand-in for it,
by which it must not decide; but it may ask whether a text is shorter than LONG, and put texts together or
seek them inside others. What decides of which parts the question is made, is given by keyword, or is None;
the language does too, and so do the rights of the user, who is asked for them as everywhere.

A question is refused that looks at a value or asks the database while it is put together: the answer would be
the one of the first time. One that holds a day or a moment is put together anew each time.
"""

import re
from collections.abc import Callable, Hashable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, Generic, NoReturn, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DEFERRED, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import get_language

from oss.staff.models import User

P = ParamSpec("P")
Row = TypeVar("Row")
Build = Callable[..., QuerySet[Any, Any]]

NUMBER = 7_700_000_000_000_000
TEXT = 0x10400
"""What stands in for a value: neither occurs otherwise. The letters from TEXT on are capitals: who folds one,
which is to be done before, is refused."""

MOST_TEXTS = 40
LONG = 4
"""Letters. What is as long is all alike to a question."""

_TEXTS = re.compile(f"([{chr(TEXT)}-{chr(TEXT + MOST_TEXTS - 1)}])\\1*")

MOST_SHAPES = 500
"""So many shapes of one question are kept: a list has one for each choice of columns."""

_FIELDS = User._meta.concrete_fields
_RIGHTS = ("is_active", "is_superuser")


class AskedOften(Generic[P, Row]):
    def __init__(self, build: Callable[P, QuerySet[Any, Row]]) -> None:
        self.build = build
        """The same question as a QuerySet, put together anew."""
        self._known: dict[Hashable, _Question | None] = {}

    def __call__(self, *given: P.args, **deciding: P.kwargs) -> list[Row]:
        question = self._question(given, deciding)
        return question.rows(_all_values(given)) if question else list(self.build(*given, **deciding))

    def first(self, *given: P.args, **deciding: P.kwargs) -> Row | None:
        return next(iter(self(*given, **deciding)), None)

    def count(self, *given: P.args, **deciding: P.kwargs) -> int:
        """How many rows, without reading them."""
        question = self._question(given, deciding)
        return question.count(_all_values(given)) if question else self.build(*given, **deciding).count()

    def _question(self, given: tuple[Any, ...], deciding: dict[str, Any]) -> "_Question | None":
        """None for one that is put together anew each time."""
        shape = (get_language(), tuple(map(_shape, given)), tuple(deciding.items()))
        if shape not in self._known:
            if len(self._known) == MOST_SHAPES:
                self._known.clear()
            self._known[shape] = _put_together(self.build, given, deciding)
        return self._known[shape]


def asked_often(build: Callable[P, QuerySet[Any, Row]]) -> AskedOften[P, Row]:
    return AskedOften(build)


@dataclass(frozen=True)
class _Question:
    """`places` makes each parameter of `sql` of the values."""

    found: QuerySet[Any, Any]
    compiler: SQLCompiler | None = None  # None: whoever asks may see nothing
    sql: str = ""
    places: tuple["_Place", ...] = ()

    def rows(self, values: list[Any]) -> list[Any]:
        if self.compiler is None:
            return []
        compiler: Any = copy(self.compiler)
        found: Any = self.found.all()
        parameters = self._parameters(values)
        compiler.connection = connection
        compiler.as_sql = lambda: (self.sql, parameters)
        found.query.get_compiler = lambda *_args, **_kwargs: compiler
        return list(found)

    def count(self, values: list[Any]) -> int:
        if self.compiler is None:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({self.sql}) AS found", self._parameters(values))  # noqa: S608
            return int(cursor.fetchone()[0])

    def _parameters(self, values: list[Any]) -> tuple[Any, ...]:
        return tuple(place.made(values) for place in self.places)


def _put_together(build: Build, given: tuple[Any, ...], deciding: dict[str, Any]) -> _Question | None:
    """None for what holds a day or a moment, or more texts than have a stand-in."""
    if any(type(one) is str for one in _all_values(given)[MOST_TEXTS:]):
        return None
    numbers = count()
    stand_ins = [_stand_in(one, numbers) for one in given]
    with connection.execute_wrapper(_asks_nothing):
        found = build(*stand_ins, **deciding)
        compiler = found.query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return _Question(found)
    places = tuple(map(_place, parameters))
    held = set().union(*(one.numbers for one in places))
    values = [value for one in stand_ins if not isinstance(one, User) for value in _values(one)]
    if any(not _place(value).numbers <= held for value in values):
        raise TypeError(f"{build.__qualname__} looks at a value that it is given")
    holds_a_moment = any(isinstance(one, date) for one in parameters)
    return None if holds_a_moment else _Question(found, compiler, sql, places)


def _asks_nothing(*_statement: Any) -> NoReturn:
    raise TypeError("a question that is asked often asks another one while it is put together")


def _shape(given: Any) -> Any:
    if isinstance(given, User):
        return given.roles, *(getattr(given, name) for name in _RIGHTS)
    if isinstance(given, tuple):
        return tuple(map(_shape, given))
    if isinstance(given, list):
        return list, *{type(one) for one in given[:1]}
    return _length(given) if type(given) is str else type(given)


def _length(text: str) -> int:
    """Of what stands in for it."""
    return min(len(text), LONG) or 1


def _all_values(given: tuple[Any, ...]) -> list[Any]:
    return [value for one in given for value in _values(one)]


def _values(given: Any) -> tuple[Any, ...]:
    if given is None:
        return ()
    if isinstance(given, User):
        return (given.pk,)
    return given if isinstance(given, tuple) else (given,)


def _stand_in(given: Any, numbers: Iterator[int]) -> Any:
    if given is None:
        return None
    if isinstance(given, User):
        known = {"id": NUMBER + next(numbers), **{name: getattr(given, name) for name in _RIGHTS}}
        # what is deferred would be asked, which is refused
        user = User(**{field.attname: known.get(field.attname, DEFERRED) for field in _FIELDS})
        user.roles = given.roles
        return user
    if isinstance(given, tuple):
        return tuple(_stand_in(one, numbers) for one in given)
    if isinstance(given, list):
        return [_stand_in(given[0] if given and type(given[0]) is str else 0, numbers)]
    number = next(numbers)
    if type(given) is str:
        return chr(TEXT + number) * _length(given)
    if type(given) is int:
        return NUMBER + number
    raise TypeError(f"{given!r} is no value of a question that is asked often")


@dataclass(frozen=True)
class _Place:
    """Where a parameter holds the values with these `numbers`, and how it is made of all values."""

    made: Callable[[list[Any]], Any]
    numbers: frozenset[int] = frozenset()


def _place(parameter: Any) -> _Place:
    if isinstance(parameter, int) and parameter >= NUMBER:
        number, kind = parameter - NUMBER, type(parameter)
        return _Place(lambda values: kind(values[number]), frozenset({number}))
    if isinstance(parameter, str) and (found := _TEXTS.findall(parameter)):
        return _text(parameter, frozenset(ord(sign) - TEXT for sign in found))
    if isinstance(parameter, list) and len(parameter) == 1 and (numbers := _place(parameter[0]).numbers):
        (number,), kind = numbers, type(parameter[0])
        return _Place(lambda values: list(map(kind, values[number])), numbers)
    if isinstance(parameter, list) and any(_place(one).numbers for one in parameter):
        raise TypeError("a question that is asked often makes several texts of one")
    return _Place(lambda _values: parameter)


def _text(pattern: str, numbers: frozenset[int]) -> _Place:
    """What stands beside a value in its parameter stays; sought by LIKE, its own signs mean nothing else."""
    written: Callable[[str], str] = connection.ops.prep_for_like_query if "%" in pattern else str

    def made(values: list[Any]) -> str:
        return _TEXTS.sub(lambda found: written(values[ord(found[1]) - TEXT]), pattern)

    return _Place(made, numbers)
