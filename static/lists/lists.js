// Lists: filter, columns and chart open in a flyout instead of a page; keys walk through the rows.
// Everything is a link or a GET form first; see templates/lists/.
import { lettersOn } from "../core/js/letters.js";
import { connectChart } from "./chart.js";

const flyout = () => document.getElementById("list-flyout");
let opener = ""; // the id of what gets the focus back

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.button) return;
  if (link.matches("[data-flyout-link]")) open(event, link);
  else if (link.matches("[data-flyout-close]") && link.closest(".list-flyout")) close(event);
  else if (link.matches("[data-flyout-step]") && link.closest(".list-flyout")) step(event, link);
});

// Shift: sort by this column as well; before htmx hears of the click
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-add-url]");
  if (!link || !event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  opener = link.id;
  ask(link.dataset.addUrl);
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-flyout-form]") || !form.closest(".list-flyout")) return;
  event.preventDefault();
  const values = new URLSearchParams(new FormData(form, event.submitter));
  ask(`${form.getAttribute("action")}?${values}`);
});

function open(event, link) {
  event.preventDefault();
  opener = link.id;
  const box = flyout();
  box.dataset.openedBy = link.id;
  document.getElementById("list-flyout-body").replaceChildren();
  ask(link.href).then(() => {
    if (!box.matches(":popover-open")) box.showPopover();
    focusFirst(box);
  });
}

// in a filter the value, since the operator is mostly right already
function focusFirst(box) {
  const field = box.querySelector("fieldset[data-operand]:not([hidden]) input");
  (field ?? box.querySelector("[autofocus], a, input"))?.focus();
}

function step(event, link) {
  event.preventDefault();
  ask(link.href).then(() => {
    if (!flyout()?.matches(":popover-open")) return;
    dispatchEvent(new Event("resize")); // the flyout finds its place again
    focusFirst(flyout());
  });
}

function close(event) {
  event.preventDefault();
  flyout().hidePopover();
  document.getElementById(opener)?.focus();
}

// what answers with the list replaces the list; anything else is the next step in the flyout
function ask(url) {
  return window.htmx.ajax("GET", url, { target: "#list-flyout-body", swap: "innerHTML" });
}

document.addEventListener("htmx:load", (event) => connect(event.target));
connect(document);

function connect(root) {
  for (const select of root.querySelectorAll("[data-operator]")) connectOperator(select);
  for (const canvas of root.querySelectorAll("[data-chart]")) connectChart(canvas);
  if (root.id === "list" && opener) document.getElementById(opener)?.focus();
}

// on a slow network the heads stay above grey rows; a quick answer shows none
const SLOW = 300;
let slow = 0;
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const list = document.getElementById("list");
  if (!detail.boosted || !list?.contains(detail.elt)) return;
  clearTimeout(slow);
  slow = setTimeout(() => {
    list.dataset.loading = "";
    list.setAttribute("aria-busy", "true");
  }, SLOW);
});
document.addEventListener("htmx:afterRequest", () => {
  clearTimeout(slow);
  const list = document.getElementById("list");
  delete list?.dataset.loading;
  list?.removeAttribute("aria-busy");
});

// only the fields of the chosen operator
function connectOperator(select) {
  const show = () => {
    const { operand } = select.selectedOptions[0].dataset;
    for (const group of select.form.querySelectorAll("fieldset[data-operand]")) {
      group.hidden = group.dataset.operand !== operand;
    }
  };
  select.addEventListener("change", show);
  show();
}

// j and k, or the arrows once in a row: the next and the previous row; f: what can be asked of this column, or of any
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog, [popover]")) return;
  if (event.key === "f" && lettersOn()) return filterHere(event);
  const row = document.activeElement.closest("[data-row]");
  const move = { j: 1, k: -1, ...(row && { ArrowDown: 1, ArrowUp: -1 }) }[event.key];
  if (!move) return;
  event.preventDefault();
  const links = [...document.querySelectorAll("#list .row-link")];
  const here = links.findIndex((link) => row?.contains(link));
  const next = here < 0 ? (move > 0 ? 0 : links.length - 1) : here + move;
  links[next]?.focus();
});

function filterHere(event) {
  const heading = event.target.closest("#list thead th")?.querySelector("[data-flyout-link]");
  const link = heading ?? document.getElementById("list-open-filter");
  if (!link) return;
  event.preventDefault();
  link.click();
}
