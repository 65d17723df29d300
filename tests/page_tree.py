"""A page as a tree to search, to change and to compare; our own pages, which close what they open."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
SELECTOR = re.compile(
    r"""(?P<tag>[a-z]+[a-z0-9]*)?|\#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)|\[(?P<key>[\w-]+)(=['"]?(?P<value>[^'"\]]*)['"]?)?\]"""
)


class Node:
    def __init__(self, tag: str, attrs: dict[str, str], parent: "Node | None" = None) -> None:
        self.tag, self.attrs, self.parent = tag, attrs, parent
        self.children: list[Node | str] = []

    def walk(self) -> "Iterator[Node]":
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, selectors: str) -> "list[Node]":
        """Those that one of these simple selectors, "form.check, #id, [name='x']", fits."""
        wanted = [one.strip() for one in selectors.split(",")]
        return [node for node in self.walk() if any(node.fits(one) for one in wanted)]

    def one(self, selector: str) -> "Node":
        found = self.all(selector)
        if not found:
            raise LookupError(f"nothing on the page is {selector!r}")
        return found[0]

    def fits(self, selector: str) -> bool:
        for found in SELECTOR.finditer(selector):
            part = found.groupdict()
            if part["tag"] and self.tag != part["tag"]:
                return False
            if part["id"] and self.attrs.get("id") != part["id"]:
                return False
            if part["cls"] and part["cls"] not in self.attrs.get("class", "").split():
                return False
            if part["key"] and (
                part["key"] not in self.attrs or part["value"] not in (None, self.attrs[part["key"]])
            ):
                return False
        return True

    def and_above(self) -> "Iterator[Node]":
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def closest(self, selector: str) -> "Node | None":
        return next((node for node in self.and_above() if node.fits(selector)), None)

    def inherited(self, name: str) -> tuple[str, "Node"] | None:
        """The value of an attribute here or above, and where it stands."""
        return next(((node.attrs[name], node) for node in self.and_above() if name in node.attrs), None)

    def replace(self, others: "list[Node | str]") -> None:
        assert self.parent
        place = next(at for at, one in enumerate(self.parent.children) if one is self)
        self.parent.children[place : place + 1] = others
        for other in others:
            if isinstance(other, Node):
                other.parent = self.parent

    def fill(self, others: "list[Node | str]") -> None:
        self.children = list(others)
        for other in others:
            if isinstance(other, Node):
                other.parent = self

    def remove(self) -> None:
        self.replace([])

    def text(self) -> str:
        return " ".join(
            " ".join(child.text() if isinstance(child, Node) else child for child in self.children).split()
        )


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Node("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Node(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.here.tag == tag, f"<{self.here.tag} {self.here.attrs}> is closed by </{tag}>"
        assert self.here.parent
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read(html: str) -> Node:
    """Its elements are the children of what is given."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.here is builder.root, f"<{builder.here.tag} {builder.here.attrs}> is never closed"
    return builder.root
