// The rows that are ticked: how many, all of the page with one tick, a range with the Shift key.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-bulk]");
  if (!form) return;
  if (event.target.matches("[data-bulk-page]")) {
    for (const row of rowsOf(form)) row.checked = event.target.checked;
  }
  tell(form);
});

let last = null;

document.addEventListener("click", (event) => {
  if (!event.target.matches?.("[data-bulk] [data-bulk-row]")) return;
  const rows = rowsOf(event.target.form);
  if (event.shiftKey && rows.includes(last)) {
    const [from, to] = [rows.indexOf(last), rows.indexOf(event.target)].sort((one, other) => one - other);
    for (const row of rows.slice(from, to + 1)) row.checked = event.target.checked;
    tell(event.target.form);
  }
  last = event.target;
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
  const { none, one, many, all: everything } = text.dataset;
  text.textContent = all ? everything : [none, one][ticked] ?? `${ticked} ${many}`;
  for (const button of form.querySelectorAll("[data-bulk-verb]")) button.disabled = !(all || ticked);
  const page = form.querySelector("[data-bulk-page]");
  if (page) {
    page.checked = ticked > 0 && ticked === rows.length;
    page.indeterminate = ticked > 0 && ticked < rows.length;
  }
}
