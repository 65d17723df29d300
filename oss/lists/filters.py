"""A filter as a tree, and the tree as a condition of the database."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from oss.lists import grammar
from oss.lists import operators as ops
from oss.lists.declaration import Column, ListDefinition
from oss.lists.grammar import Written, WrittenCondition, WrittenGroup
from oss.lists.kinds import ConditionReading, TextKind
from oss.lists.operators import Operator
from oss.staff.models import User

ALL, ANY = "all", "any"
MOST_WORDS = 8
"""Words of a search beyond these are not looked for."""


@dataclass(frozen=True)
class Condition:
    """One column, one operator, its values as written and as read."""

    column: Column
    operator: Operator
    values: tuple[str, ...]
    reading: ConditionReading

    @property
    def written(self) -> WrittenCondition:
        return WrittenCondition(self.column.name, self.operator.name, self.values)

    @property
    def sentence(self) -> str:
        """ "is Request or Advice", to be read after the column's label."""
        return self.operator.says(self.reading.words)


@dataclass(frozen=True)
class Group:
    """Terms that must all be met, or any of them."""

    connector: str
    terms: "tuple[Term, ...]"

    @property
    def written(self) -> WrittenGroup:
        return WrittenGroup(self.connector, tuple(term.written for term in self.terms))

    @property
    def conditions(self) -> Iterator[Condition]:
        for term in self.terms:
            if isinstance(term, Group):
                yield from term.conditions
            else:
                yield term


Term = Condition | Group


# --- reading -------------------------------------------------------------------------------------


def read_filter(texts: Sequence[str], columns: dict[str, Column], user: User) -> tuple[Group, bool]:
    """All that is written, and whether something was left out: unknown, or not for this user."""
    terms: list[Term] = []
    whole = True
    for text in texts:
        if not text:
            continue
        try:
            written = grammar.read(text)
        except grammar.NotAFilter:
            whole = False
            continue
        term, complete = _read_term(written, columns, user)
        whole &= complete
        if term is not None:
            terms.append(term)
    too_many = sum(1 for _one in Group(ALL, tuple(terms)).conditions) > grammar.MOST_CONDITIONS
    return (Group(ALL, ()), False) if too_many else (Group(ALL, tuple(terms)), whole)


def read_condition(written: WrittenCondition, columns: dict[str, Column], user: User) -> Condition | None:
    column = columns.get(written.column)
    operator = column.kind.operator(written.operator) if column and column.filterable else None
    if column is None or operator is None:
        return None
    reading = column.kind.read(operator, written.values, user)
    if reading is None:
        return None
    return Condition(column, operator, written.values, reading)


def _read_term(written: Written, columns: dict[str, Column], user: User) -> tuple[Term | None, bool]:
    if isinstance(written, WrittenCondition):
        condition = read_condition(written, columns, user)
        return condition, condition is not None
    found = [_read_term(one, columns, user) for one in written.terms]
    terms = tuple(term for term, _complete in found if term is not None)
    whole = all(complete for _term, complete in found)
    if len(terms) < 2:  # noqa: PLR2004 - a group of one is that one
        return (terms[0] if terms else None), whole
    return Group(written.connector, terms), whole


# --- compiling -----------------------------------------------------------------------------------


def filtered(rows: QuerySet[Any], definition: ListDefinition, tree: Group) -> QuerySet[Any]:
    if not tree.terms:
        return rows
    compiler = _Compiler(definition, tree)
    return compiler.prepare(rows).filter(compiler.compile(tree))


def searched(
    rows: QuerySet[Any], definition: ListDefinition, columns: dict[str, Column], text: str
) -> QuerySet[Any]:
    """The rows that hold every word in one of their searchable columns."""
    if definition.search is not None:
        return definition.search(rows, text)
    for word in text.split()[:MOST_WORDS]:
        terms = tuple(
            Condition(column, ops.CONTAINS, (word,), ConditionReading((column.kind.sought(word),)))
            for column in columns.values()
            if column.searchable and isinstance(column.kind, TextKind) and column.kind.sought(word)
        )
        if terms:
            rows = filtered(rows, definition, Group(ALL, (Group(ANY, terms),)))
    return rows


def is_far(one: Condition) -> bool:
    """Not on the row itself."""
    column = one.column
    return bool(column.branches) or (column.truth is None and "__" in column.path)


class _Compiler:
    """Turns terms into Q objects over the list's model.

    What lies in other tables becomes sets of ids, so that no row is multiplied and each part can use its own
    index: any(a, b) over several tables is `id IN (ids of a UNION ids of b)`.
    """

    def __init__(self, definition: ListDefinition, tree: Group) -> None:
        self.definition = definition
        filtered_on = (one.column for one in tree.conditions)
        self.expressions = {
            one.path: one.annotation
            for one in filtered_on
            if one.annotation is not None and one.truth is None and not one.branches
        }

    def prepare(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.alias(**self.expressions) if self.expressions else rows

    def compile(self, term: Term) -> Q:
        if isinstance(term, Condition):
            return self.condition(term)
        if term.connector == ALL:
            return reduce(and_, map(self.compile, term.terms))
        if not any(map(is_far, term.conditions)):
            return reduce(or_, map(self.compile, term.terms))
        parts = [self.prepare(self.rows()).filter(self.compile(one)).values("pk") for one in term.terms]
        return Q(pk__in=_union(parts))

    def rows(self) -> QuerySet[Any]:
        return self.definition.model._default_manager.order_by()

    def condition(self, one: Condition) -> Q:
        column, operator = one.column, one.operator
        if not operator.denies:
            return self.positive(column, operator, one.reading.values)
        affirmed = column.kind.operator(operator.denies)
        if affirmed is None:
            raise LookupError(f"{operator.name} denies {operator.denies}, which {column.kind} lacks")
        found = self.positive(column, affirmed, one.reading.values)
        if column.branches:
            return ~found
        return ~(Q(**{f"{column.path}__isnull": False}) & found)  # an empty value is denied too

    def positive(self, column: Column, operator: Operator, values: tuple[Any, ...]) -> Q:
        if column.truth is not None:
            truth: Callable[[], Q] = column.truth
            return reduce(or_, (truth() if value else ~truth() for value in values))
        if not column.branches:
            return column.kind.matches(operator, column.path, values)
        parts = [
            branch.rows()
            .filter(column.kind.matches(operator, branch.path, values), **{f"{branch.owner}__isnull": False})
            .order_by()
            .values(branch.owner)
            for branch in column.branches
        ]
        return Q(pk__in=_union(parts))


def _union(parts: list[QuerySet[Any]]) -> QuerySet[Any]:
    return parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]


# --- editing: a term is found by its path, (0, 1) is the second term of the first --------------------

Path = tuple[int, ...]


def put(tree: Group, at: Path, term: Term) -> Group:
    """`term` in the place of what stands at `at`."""
    return _edit(tree, at, lambda _old: term)


def removed(tree: Group, at: Path) -> Group:
    return _edit(tree, at, lambda _old: None)


def joined(tree: Group, at: Path, connector: str, term: Term) -> Group:
    """`term` added with "and" or "or" to what stands at `at`; an empty path is the whole filter."""

    def join(old: Term) -> Term:
        if isinstance(old, Group) and old.connector == connector:
            return Group(connector, (*old.terms, term))
        return Group(connector, (old, term))

    return join_root(tree, term) if not at else _edit(tree, at, join)


def join_root(tree: Group, term: Term) -> Group:
    return Group(ALL, (*tree.terms, term))


def term_at(tree: Group, at: Path) -> Term | None:
    term: Term = tree
    for index in at:
        if not isinstance(term, Group) or not 0 <= index < len(term.terms):
            return None
        term = term.terms[index]
    return term


def _edit(tree: Group, at: Path, change: Callable[[Term], Term | None]) -> Group:
    if term_at(tree, at) is None or not at:
        return tree
    terms: list[Term] = []
    for index, term in enumerate(tree.terms):
        new: Term | None = term
        if index == at[0]:
            new = change(term) if len(at) == 1 else _edit_inside(term, at[1:], change)
        if new is not None:
            terms.append(new)
    return Group(tree.connector, tuple(terms))


def _edit_inside(term: Term, at: Path, change: Callable[[Term], Term | None]) -> Term | None:
    if not isinstance(term, Group):
        return term
    changed = _edit(term, at, change)
    return changed.terms[0] if len(changed.terms) == 1 else changed


def described(term: Term) -> str:
    """The filter as one sentence, for exports and the pictures' captions."""
    if isinstance(term, Condition):
        return f"{term.column.label} {term.sentence}"
    word = _("and") if term.connector == ALL else _("or")
    return f" {word} ".join(
        f"({described(one)})" if isinstance(one, Group) else described(one) for one in term.terms
    )
