"""The mouse and the finger of a person: they press a place, and get what lies on top there."""

from playwright.sync_api import Locator, Page

_COVERED = """() => {
  const pressed = [
    "a[href]", "button", "input:not([type=hidden])", "select", "textarea", "summary", "[role=button]",
  ].join();
  const unseen = "[aria-hidden=true], [inert], .visually-hidden, .skip-link";
  const isMeant = (element, top) => {
    if (!top) return false;
    if (element.contains(top)) return true;
    return top.closest("label")?.control === element;
  };
  const found = [];
  for (const element of document.querySelectorAll(pressed)) {
    if (element.disabled || element.closest(unseen)) continue;
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const [box] = element.getClientRects();
    if (!box || box.width < 2 || box.height < 2) continue;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const top = document.elementFromPoint(x, y);
    if (!isMeant(element, top)) {
      const name = (one) => one ? one.outerHTML.replace(/\\s+/g, " ").slice(0, 140) : "nothing";
      found.push(`${name(element)} lies under ${name(top)}`);
    }
  }
  scrollTo(0, 0);
  return found;
}"""


def covered(page: Page) -> list[str]:
    """What can be pressed on this page but not by a pointer at its middle, each with what lies over it."""
    found: list[str] = page.evaluate(_COVERED)
    return found


def middle(target: Locator) -> tuple[float, float]:
    """Scrolled into view; x and y in CSS pixels of the window."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box, f"{target} has no place on the page"
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def press(target: Locator) -> None:
    target.page.mouse.click(*middle(target))


def tap(target: Locator) -> None:
    target.page.touchscreen.tap(*middle(target))
