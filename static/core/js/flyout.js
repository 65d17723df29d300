// Places menus and flyouts (native popovers) under the button that opens them.
const GAP = 4;
const EDGE = 8;

// of several buttons that open one flyout, the one that was pressed
const pressed = new Map();
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[popovertarget]");
  if (button) pressed.set(button.getAttribute("popovertarget"), button);
}, true);

function buttonOf(flyout) {
  const button = pressed.get(flyout.id);
  if (button?.isConnected && !flyout.dataset.openedBy) return button;
  if (flyout.dataset.openedBy) return document.getElementById(flyout.dataset.openedBy);
  return document.querySelector(`[popovertarget="${CSS.escape(flyout.id)}"]`);
}

function place(flyout) {
  const button = buttonOf(flyout);
  if (!button || flyout.matches("[data-side]")) return;
  const box = button.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const lowest = document.documentElement.clientHeight - flyout.offsetHeight - EDGE;
  flyout.style.top = `${Math.max(EDGE, Math.min(box.bottom + GAP, lowest))}px`;
  if (flyout.dataset.align === "end") {
    flyout.style.right = `${Math.max(EDGE, width - box.right)}px`;
  } else {
    const widest = Math.min(flyout.offsetWidth || 352, width - 2 * EDGE);
    flyout.style.left = `${Math.max(EDGE, Math.min(box.left, width - widest - EDGE))}px`;
  }
}

// these two events do not bubble, hence the capture
document.addEventListener("beforetoggle", (event) => {
  if (event.newState === "open" && event.target.popover) place(event.target);
}, true);
document.addEventListener("toggle", (event) => {
  if (event.newState === "open" && event.target.popover) place(event.target);
}, true);

function follow() {
  for (const flyout of document.querySelectorAll(".menu:popover-open, .flyout:popover-open")) place(flyout);
}
addEventListener("resize", follow);
addEventListener("scroll", follow, { capture: true, passive: true });

// arrow keys walk through a menu, as people expect of one
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.matches("input, textarea, select")) return;
  const menu = document.querySelector(".menu:popover-open");
  if (!menu) return;
  const items = [...menu.querySelectorAll("a[href], button")];
  const here = items.indexOf(document.activeElement);
  event.preventDefault();
  items[(here + step + items.length) % items.length]?.focus();
});
