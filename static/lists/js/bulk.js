// The rows that are ticked: how many, all of the page with one tick, a range with the Shift key.
import { lettersOn } from "../../core/js/letters.js";

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-bulk]");
  if (!form) return;
  if (event.target.matches("[data-bulk-page]")) {
    for (const row of rowsOf(form)) row.checked = event.target.checked;
  }
  // who takes one row out does not mean all of the filter any more
  if (!event.target.checked && !event.target.matches("[data-bulk-all]")) {
    form.querySelector("[data-bulk-all]").checked = false;
  }
  tell(form);
});

document.addEventListener("reset", (event) => {
  const form = event.target;
  if (!form.matches("[data-bulk]")) return;
  setTimeout(() => { // once it is empty
    tell(form);
    if (form.querySelector("[data-bulk-clear]") === document.activeElement) form.querySelector("[data-bulk-page]").focus();
  });
});

let last = null; // the row that was ticked before

document.addEventListener("click", (event) => {
  if (!event.target.matches?.("[data-bulk] [data-bulk-row]")) return;
  if (event.shiftKey) tickRange(event.target);
  last = event.target;
});

// all between the row that was ticked before and this one, as this one is
function tickRange(box) {
  const rows = rowsOf(box.form);
  if (!rows.includes(last)) return;
  const [from, to] = [rows.indexOf(last), rows.indexOf(box)].sort((one, other) => one - other);
  for (const row of rows.slice(from, to + 1)) row.checked = box.checked;
  tell(box.form);
}

// x: the row that has the focus, with Shift all from the one before
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "x" || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = event.target.closest("[data-bulk] [data-row]")?.querySelector("[data-bulk-row]");
  if (!box) return;
  event.preventDefault();
  const before = last;
  box.click();
  if (!event.shiftKey) return;
  last = before;
  tickRange(box);
  last = box;
});

// while rows are ticked: a letter for each verb, Escape to tick none
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const form = document.querySelector("[data-bulk]");
  const clear = form?.querySelector("[data-bulk-clear]");
  if (!clear?.checkVisibility() || document.querySelector("dialog[open], :popover-open")) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  if (event.key !== "Escape" && (event.repeat || !lettersOn())) return;
  const button = event.key === "Escape" ? clear : form.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// the browser keeps ticks when somebody comes back to the page; htmx brings a new table
addEventListener("pageshow", tellAll);
document.addEventListener("htmx:load", tellAll);

function tellAll() {
  for (const form of document.querySelectorAll("[data-bulk]")) tell(form);
}

function rowsOf(form) {
  return [...form.elements].filter((element) => element.matches("[data-bulk-row]"));
}

function tell(form) {
  const text = form.querySelector("[data-bulk-count]");
  if (!text) return;
  const rows = rowsOf(form);
  const ticked = rows.filter((row) => row.checked).length;
  const all = form.querySelector("[data-bulk-all]").checked;
  const { one, many, all: everything } = text.dataset;
  text.textContent = all ? everything : ticked === 1 ? one : `${ticked} ${many}`;
  for (const button of form.querySelectorAll("[data-bulk-verb]")) button.disabled = !(all || ticked);
  const page = form.querySelector("[data-bulk-page]");
  if (page) {
    page.checked = ticked > 0 && ticked === rows.length;
    page.indeterminate = ticked > 0 && ticked < rows.length;
  }
}
