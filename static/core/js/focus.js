// The hand stays where it was: after a form that leads back to its own page, and after a part of the page was drawn
// anew in which it was. What has the focus already (an error, the field a link asks for) keeps it.
const KEY = "hand";
const LONGEST = 60_000; // the answer to a form comes sooner; later it is another visit

addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  const kept = {
    page: location.pathname,
    form: sentTo(form),
    id: document.activeElement?.id ?? "",
    button: buttons(form).indexOf(submitter),
    scrolled: scrollY,
    at: Date.now(),
  };
  sessionStorage.setItem(KEY, JSON.stringify(kept));
});

addEventListener("load", () => setTimeout(putBack)); // after what takes the focus on purpose

function putBack() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (!kept || kept.page !== location.pathname || Date.now() - kept.at > LONGEST || !isLost()) return;
  const form = [...document.forms].find((one) => one.getAttribute("method") === "post" && sentTo(one) === kept.form);
  const first = form?.querySelector("input:not([type=hidden]), select, textarea");
  const places = [kept.id && document.getElementById(kept.id), buttons(form)[kept.button], first];
  const place = places.find((one) => one && one.checkVisibility() && !one.closest("[popover], dialog"));
  if (!place) return;
  scrollTo(0, kept.scrolled);
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}

function sentTo(form) {
  return new URL(form.getAttribute("action") ?? "", location).pathname;
}

function buttons(form) {
  return [...(form?.querySelectorAll("[type=submit]") ?? [])];
}

function isLost() {
  return !document.activeElement || document.activeElement === document.body;
}

let swapped = null; // what had the focus in the part that is drawn anew

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const hand = document.activeElement;
  if (hand === document.body || !detail.target?.contains(hand)) return;
  swapped = { id: hand.id, part: detail.target.id };
});

document.addEventListener("htmx:afterSettle", (event) => {
  const lost = swapped;
  swapped = null;
  if (!lost) return;
  setTimeout(() => {
    if (!isLost()) return;
    const byId = (id) => (id ? document.getElementById(id) : null);
    const part = byId(lost.part) ?? (event.target.isConnected ? event.target : null);
    const place = byId(lost.id) ?? part ?? document.getElementById("content");
    if (!place.matches("a[href], button, input, select, textarea, summary")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  });
});
