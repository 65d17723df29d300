// Triage by keyboard: each verb is a button with `data-key`; a single key presses it. The panes are swapped
// as a whole by htmx, so everything here listens on the document and looks the panes up anew.
import { lettersOn, turnLetters } from "../core/js/letters.js";

const page = document.querySelector(".triage-page");
const status = document.querySelector("[data-triage-status]");
const dialog = document.querySelector("[data-triage-keys]");
const keysOn = dialog.querySelector("[data-triage-keys-on]");
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const TYPING = 1000; // letters within a second belong to one name
const ticked = new Set(); // keys of the ticked mails: they stay ticked while another one is read
let stepping = false;
let typed = "";
let typedAt = 0;

keysOn.checked = lettersOn();
keysOn.addEventListener("change", () => {
  turnLetters(keysOn.checked);
  tell();
});
tell();

function tell() {
  document.documentElement.dataset.triageKeys = keysOn.checked ? "on" : "off";
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-triage-show-keys]")) dialog.showModal();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input:not([data-tick], [data-tick-all]), textarea, select, [contenteditable], dialog")) return;
  const menu = document.querySelector(".menu:popover-open, .flyout:popover-open");
  if (menu) {
    if (keysOn.checked && menu.matches("[data-route-menu]")) press(event, menu);
    else if (menu.matches("[data-type-ahead]")) typeAhead(event, menu);
    return;
  }
  if (event.key === "Escape" && ticked.size) return tickAll(false);
  if (!keysOn.checked && event.key !== "?") return;
  if (event.key in STEPS) step(event);
  else if (event.key === "x") tickOpen(event);
  else press(event, page);
});

/** Presses the button of that key, once, even while the key is held down. */
function press(event, root) {
  const button = buttonOf(event.key, root);
  if (!button) return;
  event.preventDefault();
  if (event.repeat || page.querySelector(".htmx-request:not([data-unasked])")) return;
  button.click();
}

/** Of the bar while mails are ticked: the verbs above the open mail are away then. */
function buttonOf(key, root) {
  const found = [...root.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  if (root !== page) return found[0];
  const inBar = (one) => one.closest("[data-bulk-bar]");
  if (!ticked.size) return found.find((one) => !inBar(one));
  return found.find(inBar) ?? found.find((one) => !one.closest(".verbs"));
}

function step(event) {
  const arrow = event.key.startsWith("Arrow");
  if (arrow && event.target.closest(".triage-reading, .frame-side, .top-bar")) return; // there arrows scroll
  const items = [...page.querySelectorAll(".item")];
  if (!items.length) return;
  event.preventDefault();
  if (stepping) return;
  const here = items.findIndex((item) => item.hasAttribute("aria-current"));
  const next = here < 0 ? items[0] : items[here + STEPS[event.key]];
  if (!next) return;
  stepping = true;
  next.click();
}

// --- ticks ---

function boxes() {
  return [...page.querySelectorAll("[data-tick]")];
}

function tick(box, on) {
  box.checked = on;
  if (on) ticked.add(box.dataset.tick);
  else ticked.delete(box.dataset.tick);
}

function tickOpen(event) {
  const box = page.querySelector(".item-line:has(.item-open) [data-tick]");
  if (!box || event.repeat) return;
  event.preventDefault();
  tick(box, !box.checked);
  tellTicks();
}

function tickAll(on) {
  for (const box of boxes()) tick(box, on);
  tellTicks();
}

function tellTicks() {
  const count = page.querySelector("[data-tick-count]");
  if (count) count.textContent = ticked.size === 1 ? count.dataset.one : `${ticked.size} ${count.dataset.many}`;
  const head = page.querySelector("[data-tick-all]");
  if (!head) return;
  const all = boxes().length;
  head.checked = ticked.size === all;
  head.indeterminate = ticked.size > 0 && ticked.size < all;
}

/** In panes that were drawn anew: what was ticked is so again, where it still stands in the list. */
function tickAgain() {
  const before = new Set(ticked);
  ticked.clear();
  for (const box of boxes()) tick(box, before.has(box.dataset.tick));
  for (const place of page.querySelectorAll("[data-tick-all-place], [data-tick-none]")) place.hidden = false;
  tellTicks();
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) tickAll(event.target.checked);
  if (!event.target.matches("[data-tick]")) return;
  tick(event.target, event.target.checked);
  tellTicks();
});
document.addEventListener("reset", (event) => {
  if (event.target.matches("[data-bulk-bar]")) setTimeout(() => tickAll(false)); // after the boxes are emptied
});
// what a verb was done on is ticked no more; what was ticked while it ran still is
document.addEventListener("htmx:beforeSwap", (event) => {
  const { pathInfo, requestConfig } = event.detail;
  if (requestConfig.verb !== "post" || !/\/queues\/items\/(?!undo)/.test(pathInfo.requestPath)) return;
  for (const sent of requestConfig.formData.getAll("ticked")) ticked.delete(sent.split(".")[0]);
});
document.addEventListener("htmx:afterSwap", tickAgain);
tickAgain();

function typeAhead(event, menu) {
  if (event.key.length !== 1) return;
  typed = event.timeStamp - typedAt < TYPING ? typed + event.key : event.key;
  typedAt = event.timeStamp;
  const found = [...menu.querySelectorAll("[data-name]")].find((button) =>
    button.dataset.name.toLowerCase().startsWith(typed.toLowerCase()),
  );
  if (!found) return;
  event.preventDefault();
  found.focus();
}

// what an item's leaving looks like: 150 ms, none where motion is not wanted (--motion is 0ms there)
document.addEventListener("htmx:beforeSwap", (event) => {
  stepping = false;
  if (event.detail.target?.id !== "triage") return;
  const answer = event.detail.serverResponse;
  if (!/<div class="triage"[^>]*data-left/.test(answer)) return;
  const leaving = page.querySelector(".item-open")?.cloneNode(true);
  const place = page.querySelector(".item-open")?.getBoundingClientRect();
  const motion = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--motion"));
  if (!leaving || !motion) return;
  leaving.removeAttribute("id");
  leaving.setAttribute("aria-hidden", "true");
  leaving.setAttribute("tabindex", "-1");
  leaving.classList.replace("item-open", "item-leaving");
  Object.assign(leaving.style, {
    top: `${place.top}px`, left: `${place.left}px`, width: `${place.width}px`, height: `${place.height}px`,
  });
  document.body.append(leaving);
  leaving
    .animate([{ opacity: 1 }, { opacity: 0, transform: "translateX(-2rem)" }], { duration: motion, easing: "ease-in" })
    .finished.finally(() => leaving.remove());
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "triage" && event.target.id !== "triage") return;
  const panes = document.querySelector("#triage");
  const told = panes.querySelector("[data-triage-told]");
  status.textContent = told ? told.dataset.triageTold : "";
  const heading = panes.querySelector("#triage-heading");
  document.title = `${heading.textContent} · Woonloket`;
  const open = panes.querySelector(".item-open");
  open?.scrollIntoView({ block: "nearest" });
  // focus goes on where the work goes on, unless somebody is in another pane
  const kept = document.activeElement && panes.contains(document.activeElement) ? document.activeElement : null;
  if (!kept || kept.matches(".item")) (open || heading).focus();
});
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    stepping = false;
  });
}
