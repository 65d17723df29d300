"""What htmx does, in small: it sends what the page says, and puts the answer where page or answer say.

Only what our templates use; another attribute fails, so that its meaning is added here.
"""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client

from tests.page_tree import Node, read

KNOWN = {
    *("hx-get", "hx-post", "hx-target", "hx-swap", "hx-select", "hx-swap-oob", "hx-boost", "hx-push-url"),
    *("hx-include", "hx-vals", "hx-headers", "hx-preserve"),
    *("hx-trigger", "hx-sync"),  # when, which is the test's own affair
}
SWAPPED = {200, 409, 422}
"""As `htmx-config` says in `templates/core/frame/head.html`."""


@dataclass
class Tab:
    """A tab of a browser: `press` does what htmx does when that element is pressed."""

    client: Client
    url: str = ""
    page: Node = field(default_factory=lambda: Node("", {}))

    def open(self, url: str) -> "Tab":
        answer = self.client.get(url, follow=True)
        assert answer.status_code in SWAPPED, f"{url} answers {answer.status_code}"
        self.url = answer.request["PATH_INFO"] + (
            f"?{query}" if (query := answer.request["QUERY_STRING"]) else ""
        )
        self.page = read(answer.content.decode())
        return self

    def press(self, element: Node, **typed: str) -> HttpResponse:
        verb, path = asked_by(element)
        target = self._target(element)
        values = [*self._values(element, verb), *typed.items()]
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{self.url}"}
        if is_boosted(element):
            headers["HX-Boosted"] = "true"
        if name := target.attrs.get("id"):
            headers["HX-Target"] = name
        path = urljoin(self.url, path)
        if verb == "post":
            sent: dict[str, list[str]] = {}
            for key, value in values:
                sent.setdefault(key, []).append(value)
            answer = self.client.post(path, sent, headers=headers)
        else:
            address = urlsplit(path)
            pairs = [*parse_qsl(address.query, keep_blank_values=True), *values]
            path = address.path
            answer = self.client.get(path, _listed(pairs), headers=headers)
            path = answer.request["PATH_INFO"]
            if answer.request["QUERY_STRING"]:
                path += "?" + answer.request["QUERY_STRING"]
        assert answer.status_code in SWAPPED, f"{path} answers {answer.status_code}"
        self._swap(element, target, answer)
        pushes = element.inherited("hx-push-url")
        if pushed := answer.headers.get("HX-Push-Url"):
            self.url = pushed
        elif (pushes and pushes[0] == "true") or is_boosted(element):
            self.url = path
        return answer

    def _swap(self, element: Node, target: Node, answer: HttpResponse) -> None:
        if retarget := answer.headers.get("HX-Retarget"):
            target = self.page.one(retarget)
        how = answer.headers.get("HX-Reswap") or (element.inherited("hx-swap") or ("innerHTML",))[0]
        drawn = read(answer.content.decode())
        for outside in drawn.all("[hx-swap-oob]"):
            assert outside.attrs["hx-swap-oob"] == "true"
            del outside.attrs["hx-swap-oob"]
            outside.remove()
            self.page.one(f"#{outside.attrs['id']}").replace([outside])
        parts = [drawn.one(select[0])] if (select := element.inherited("hx-select")) else drawn.children
        if how.split()[0] == "outerHTML":
            target.replace(parts)
        else:
            assert how.split()[0] == "innerHTML", how
            target.fill(parts)

    def _target(self, element: Node) -> Node:
        said = element.inherited("hx-target")
        if said is None:
            return self.page.one("body") if is_boosted(element) else element
        selector, there = said
        if selector == "this":
            return there
        if selector.startswith("closest "):
            found = element.closest(selector.removeprefix("closest "))
            assert found, f"nothing above is {selector}"
            return found
        return self.page.one(selector)

    def _values(self, element: Node, verb: str) -> list[tuple[str, str]]:
        values: list[tuple[str, str]] = []
        form = self._form(element)
        if form and (verb == "post" or element is form):
            values += self._typed(form)
        if "name" in element.attrs and element is not form:
            values.append((element.attrs["name"], element.attrs.get("value", "")))
        if include := element.inherited("hx-include"):
            selector = include[0]
            if selector.startswith("closest "):
                around = element.closest(selector.removeprefix("closest "))
                assert around, f"nothing above is {selector}"
                fields = [one for form in [around, *around.all("form")] for one in self._typed(form)]
            else:
                fields = [pair for one in self.page.all(selector) for pair in sent_by(one)]
            values += [pair for pair in fields if pair not in values]
        if said := element.attrs.get("hx-vals"):
            values += [(key, str(value)) for key, value in json.loads(said).items()]
        return values

    def _form(self, element: Node) -> Node | None:
        if name := element.attrs.get("form"):
            return self.page.one(f"#{name}")
        return element.closest("form")

    def _typed(self, form: Node) -> list[tuple[str, str]]:
        name = form.attrs.get("id")
        inside = [one for one in form.walk() if one.attrs.get("form", name) == name]
        outside = (
            [one for one in self.page.all(f"[form='{name}']") if form not in one.and_above()] if name else []
        )
        return [pair for one in [*inside, *outside] for pair in sent_by(one)]


def is_boosted(element: Node) -> bool:
    said = element.inherited("hx-boost")
    own = "hx-get" in element.attrs or "hx-post" in element.attrs
    return not own and said is not None and said[0] == "true" and element.tag in {"a", "form"}


def asked_by(element: Node) -> tuple[str, str]:
    """The verb and the address."""
    for verb in ("get", "post"):
        if path := element.attrs.get(f"hx-{verb}"):
            return verb, path
    if element.tag == "a":
        return "get", element.attrs["href"]
    return element.attrs.get("method", "get"), element.attrs.get("action", "")


def sent_by(control: Node) -> list[tuple[str, str]]:
    """What a control of a form sends; a button nothing, as it is not the one that was pressed."""
    name = control.attrs.get("name")
    if not name or "disabled" in control.attrs:
        return []
    if control.tag == "textarea":
        return [(name, "".join(one for one in control.children if isinstance(one, str)).removeprefix("\n"))]
    if control.tag == "select":
        options = control.all("option")
        chosen = [one for one in options if "selected" in one.attrs]
        if not chosen and "multiple" not in control.attrs:
            chosen = options[:1]
        return [(name, one.attrs.get("value", one.text())) for one in chosen]
    if control.tag != "input" or control.attrs.get("type") in {"submit", "button", "image", "reset", "file"}:
        return []
    if control.attrs.get("type") in {"checkbox", "radio"} and "checked" not in control.attrs:
        return []
    return [(name, control.attrs.get("value", "on" if control.attrs.get("type") == "checkbox" else ""))]


def _listed(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found
