"""A plain browser: it opens only what the pages it got offer, as links and forms."""

import http.cookiejar
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser


class NotOffered(Exception):  # noqa: N818 - reads as what happened
    """The page does not offer what the walk looks for."""


@dataclass(frozen=True)
class Button:
    """With `action` it sends its form elsewhere."""

    name: str
    value: str
    action: str


@dataclass
class FormOfPage:
    """A form as the page gave it: where it goes, and the values it holds already."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    buttons: list[Button] = field(default_factory=list)
    lookups: dict[str, str] = field(default_factory=dict)  # field → the URL its typeahead asks
    panels: dict[str, str] = field(default_factory=dict)  # field → the form of its side panel
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # select → (value, label)

    def button(self, press: str) -> Button:
        for button in self.buttons:
            if press in {button.name, button.value} or (button.action and press in button.action):
                return button
        raise NotOffered(f"the form to {self.action} has no button {press!r}")

    def option(self, name: str, label: str) -> str:
        """The value of the choice that reads `label`."""
        for value, text in self.choices.get(name, []):
            if text.strip() == label:
                return value
        raise NotOffered(f"{name} offers no {label!r}")


class ReadPage(HTMLParser):
    """The links, forms and text of one page."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__()
        self.url = url
        self.links: list[tuple[str, str]] = []
        self.forms: list[FormOfPage] = []
        self.text = ""
        self.errors: list[str] = []  # what stands in elements for errors
        self._loose: dict[str, FormOfPage] = {}
        self._link: list[str] | None = None
        self._form: FormOfPage | None = None
        self._select = ""
        self._option: list[str] | None = None
        self._textarea: list[str] | None = None
        self._lookup_url = self._panel_url = ""
        self._boxes: list[tuple[str, str, str]] = []
        self._labels: dict[str, str] = {}
        self._label: str | None = None
        self._in_error = False
        self._figures: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if "data-figure" in at:
            self._figures[at["data-figure"]] = at.get("data-value", "")
        if "data-lookup" in at:
            self._lookup_url, self._panel_url = at.get("data-url", ""), at.get("data-create-url", "")
        self._in_error |= at.get("class", "") in {"field-error", "error-summary"} and "hidden" not in at
        handler: Callable[[dict[str, str]], None] | None = getattr(self, f"_start_{tag}", None)
        if handler:
            handler(at)

    def _start_a(self, at: dict[str, str]) -> None:
        self._link = [urllib.parse.urljoin(self.url, at.get("href", "")), ""]

    def _start_form(self, at: dict[str, str]) -> None:
        action = urllib.parse.urljoin(self.url, at.get("action") or self.url)
        self._form = FormOfPage(action, at.get("method", "get").lower())
        self.forms.append(self._form)
        if at.get("id"):
            self._loose[at["id"]] = self._form

    def _owner(self, at: dict[str, str]) -> FormOfPage | None:
        return self._loose.get(at.get("form", "")) or self._form

    def _start_input(self, at: dict[str, str]) -> None:
        form, name, kind = self._owner(at), at.get("name", ""), at.get("type", "text")
        if form is None or not name:
            return
        form.names.add(name)
        if kind == "submit":
            form.buttons.append(Button(name, at.get("value", ""), ""))
        if kind == "checkbox":
            self._boxes.append((name, at.get("value", "on"), at.get("id", "")))
        if kind not in {"submit", "checkbox", "radio", "file"} or "checked" in at:
            form.values.append((name, at.get("value", "on" if kind == "checkbox" else "")))

    def _start_button(self, at: dict[str, str]) -> None:
        form = self._owner(at)
        if form is not None and at.get("type", "submit") == "submit":
            action = urllib.parse.urljoin(self.url, at["formaction"]) if "formaction" in at else ""
            form.buttons.append(Button(at.get("name", ""), at.get("value", ""), action))

    def _start_select(self, at: dict[str, str]) -> None:
        form, self._select = self._owner(at), at.get("name", "")
        if form is not None and self._select:
            form.names.add(self._select)
            if self._lookup_url:
                form.lookups[self._select] = urllib.parse.urljoin(self.url, self._lookup_url)
                form.panels[self._select] = urllib.parse.urljoin(self.url, self._panel_url)
                self._lookup_url = ""

    def _start_option(self, at: dict[str, str]) -> None:
        self._option = [at.get("value", ""), ""]
        if self._form is not None and self._select and "selected" in at:
            self._form.values.append((self._select, at.get("value", "")))

    def _start_textarea(self, at: dict[str, str]) -> None:
        if self._form is not None and at.get("name"):
            self._form.names.add(at["name"])
            self._textarea = [at["name"], ""]

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_error:
            self.errors.append(data)
        if self._label:
            self._labels[self._label] = self._labels.get(self._label, "") + data
        for holder in (self._link, self._option, self._textarea):
            if holder is not None:
                holder[1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self.links.append((self._link[0], " ".join(self._link[1].split())))
            self._link = None
        elif tag == "option" and self._option is not None:
            if self._form is not None and self._select:
                value, label = self._option
                self._form.choices.setdefault(self._select, []).append((value, " ".join(label.split())))
            self._option = None
        elif tag == "textarea" and self._textarea is not None:
            if self._form is not None:
                self._form.values.append((self._textarea[0], self._textarea[1].removeprefix("\n")))
            self._textarea = None
        elif tag in {"div", "p"}:
            self._in_error = False
        elif tag == "label":
            self._label = None
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._form = None

    def _start_label(self, at: dict[str, str]) -> None:
        self._label = at.get("for", "")

    def checkboxes(self, name: str) -> list[tuple[str, str]]:
        """The boxes of one field as (value, label)."""
        return [
            (value, " ".join(self._labels.get(key, "").split()))
            for box, value, key in self._boxes
            if box == name
        ]

    def link(self, *, path: str = "", text: str = "") -> str:
        """The first link whose path contains `path` and whose text contains `text`."""
        for url, label in self.links:
            if path in url and text in label:
                return url
        raise NotOffered(f"{self.url} offers no link {path or text!r}")

    def figure(self, name: str) -> int:
        """The number that the page marks with this name."""
        if name not in self._figures:
            raise NotOffered(f"{self.url} shows no figure {name!r}")
        return int(self._figures[name])

    def form(self, path: str) -> FormOfPage:
        """The first form that goes, or has a button that goes, to a path containing `path`."""
        for form in self.forms:
            if path in form.action or any(path in button.action for button in form.buttons):
                return form
        raise NotOffered(f"{self.url} offers no form to {path!r}")


class Browser:
    """One colleague's browser: cookies, the page that is open, and what it offers."""

    def __init__(self, address: str) -> None:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies)
        self.page = ReadPage(address, "")
        self.open(address)

    def open(self, url: str) -> ReadPage:
        return self._read(urllib.request.Request(url))  # noqa: S310 - the address of the demo itself

    def follow(self, *, path: str = "", text: str = "") -> ReadPage:
        return self.open(self.page.link(path=path, text=text))

    def submit(self, form: FormOfPage, *, press: str = "", **filled: str | list[str]) -> ReadPage:
        """Sends the form with what it held, `filled` in its place; a field it lacks is NotOffered.

        `press`: the button with this name, value or action.
        """
        if missing := filled.keys() - form.names:
            raise NotOffered(f"the form to {form.action} has no {', '.join(sorted(missing))}")
        values = [pair for pair in form.values if pair[0] not in filled]
        for name, value in filled.items():
            values += [(name, one) for one in (value if isinstance(value, list) else [value])]
        action = form.action
        if press:
            button = form.button(press)
            action = button.action or action
            values += [(button.name, button.value)] if button.name else []
        data = urllib.parse.urlencode(values)
        if form.method == "get":
            return self.open(f"{action.split('?')[0]}?{data}")
        headers = {"Referer": self.page.url}
        return self._read(urllib.request.Request(action, data.encode(), headers))  # noqa: S310

    def choose(self, form: FormOfPage, name: str, typed: str) -> str:
        """Types in a lookup and takes the first answer; its value."""
        url = f"{form.lookups[name]}?{urllib.parse.urlencode({'q': typed})}"
        with self._opener.open(url, timeout=30) as response:
            answers = json.load(response)
        if not answers:
            raise NotOffered(f"{name} finds nothing for {typed!r}")
        return str(answers[0]["value"])

    def make(self, form: FormOfPage, name: str) -> str:
        """Makes in the side panel of a lookup what it proposes there; its value."""
        with self._opener.open(form.panels[name], timeout=30) as response:
            panel = ReadPage(form.panels[name], response.read().decode()).forms[0]
        data = urllib.parse.urlencode(panel.values).encode()
        request = urllib.request.Request(form.panels[name], data, {"Referer": self.page.url})  # noqa: S310
        with self._opener.open(request, timeout=30) as response:
            return str(json.load(response)["value"])

    def download(self, url: str) -> bytes:
        with self._opener.open(url, timeout=60) as response:
            return bytes(response.read())

    def _read(self, request: urllib.request.Request) -> ReadPage:
        try:
            with self._opener.open(request, timeout=60) as response:
                self.page = ReadPage(response.url, response.read().decode(errors="replace"))
        except urllib.error.HTTPError as error:
            page = ReadPage(request.full_url, error.read().decode(errors="replace"))
            said = " ".join(" ".join(page.errors).split()) or "nothing"
            raise NotOffered(f"{request.full_url} answered {error.code} and said: {said}") from error
        return self.page
