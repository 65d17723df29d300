"""Questions that pages ask all day: put together once in each process, and from then on only filled in.

Half of a page's own work is Django making SQL of the same QuerySets again. `@asked_often` stands above a
function that gives a QuerySet; whoever calls it gets the rows as a list:

    @asked_often
    def parts_of(user: User, number: str, *, closed: bool) -> QuerySet[Part]: ...

What is given by place is a value: text, a number, a tuple of a few, a list of any number of keys (which
`oss.core.narrowing.with_keys` takes), or the user who asks. The function sees a stand-in for it, by which it
must not decide. What decides of which parts the question is made, is given by keyword, or is None; the
language does too, and so do the rights of the user, who is asked for them as everywhere.

A question is refused that looks at a value or asks the database while it is put together: the answer would be
the one of the first time. One that holds a day or a moment is put together anew each time.
"""

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
TEXT = "\ue000"
"""What stands in for a value: neither occurs otherwise."""

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
        shape = (get_language(), tuple(map(_shape, given)), tuple(deciding.items()))
        if shape not in self._known:
            if len(self._known) == MOST_SHAPES:
                self._known.clear()
            self._known[shape] = _put_together(self.build, given, deciding)
        question = self._known[shape]
        if question is None:
            return list(self.build(*given, **deciding))
        return question.rows([value for one in given for value in _values(one)])

    def first(self, *given: P.args, **deciding: P.kwargs) -> Row | None:
        return next(iter(self(*given, **deciding)), None)


def asked_often(build: Callable[P, QuerySet[Any, Row]]) -> AskedOften[P, Row]:
    return AskedOften(build)


@dataclass(frozen=True)
class _Question:
    """`places` says of each parameter of `sql` which of the values it is and how that is written; the number
    is None where it is always the same."""

    found: QuerySet[Any, Any]
    compiler: SQLCompiler | None = None  # None: whoever asks may see nothing
    sql: str = ""
    places: tuple[tuple[int | None, Any], ...] = ()

    def rows(self, values: list[Any]) -> list[Any]:
        if self.compiler is None:
            return []
        compiler: Any = copy(self.compiler)
        found: Any = self.found.all()
        parameters = tuple(what if number is None else what(values[number]) for number, what in self.places)
        compiler.connection = connection
        compiler.as_sql = lambda: (self.sql, parameters)
        found.query.get_compiler = lambda *_args, **_kwargs: compiler
        return list(found)


def _put_together(build: Build, given: tuple[Any, ...], deciding: dict[str, Any]) -> _Question | None:
    """None for what holds a day or a moment."""
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
    values = [value for one in stand_ins if not isinstance(one, User) for value in _values(one)]
    if any(value not in parameters for value in values):
        raise TypeError(f"{build.__qualname__} looks at a value that it is given")
    holds_a_moment = any(isinstance(what, date) for _number, what in places)
    return None if holds_a_moment else _Question(found, compiler, sql, places)


def _asks_nothing(*_statement: Any) -> NoReturn:
    raise TypeError("a question that is asked often asks another one while it is put together")


def _shape(given: Any) -> Any:
    if isinstance(given, User):
        return given.roles, *(getattr(given, name) for name in _RIGHTS)
    return tuple(map(type, given)) if isinstance(given, tuple) else type(given)


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
        return [NUMBER + next(numbers)]
    if type(given) is str:
        return f"{TEXT}{next(numbers)}"
    if type(given) is int:
        return NUMBER + next(numbers)
    raise TypeError(f"{given!r} is no value of a question that is asked often")


def _place(parameter: Any) -> tuple[int | None, Any]:
    if isinstance(parameter, int) and parameter >= NUMBER:
        return parameter - NUMBER, type(parameter)
    if isinstance(parameter, str) and parameter.startswith(TEXT):
        return int(parameter.removeprefix(TEXT)), str
    if isinstance(parameter, list) and len(parameter) == 1:
        number, what = _place(parameter[0])
        return (number, lambda keys: list(map(what, keys))) if number is not None else (None, parameter)
    return None, parameter
