// A form beside the page, in a dialog: `openSidePanel(url, title)` gives what was made or chosen there as an
// option of a lookup, or null. The page below stays as it is; so does a form here in which another is asked for.
import { announce, send as ask } from "./session.js";

const dialog = document.querySelector("[data-side-panel]");
const content = dialog?.querySelector("[data-side-panel-content]");
const trouble = dialog?.querySelector("[data-side-panel-trouble]");
const panels = []; // the last one shows
let answer = null;

export function openSidePanel(url, title) {
  const below = panels.at(-1);
  if (below) below.form = [...content.childNodes];
  return new Promise((resolve) => {
    panels.push({ title, resolve, back: document.activeElement, form: [] });
    draw(panels.at(-1));
    attempt(() => send(url));
  });
}

function draw({ title, form }) {
  trouble.hidden = true;
  dialog.querySelector("[data-side-panel-title]").textContent = title;
  content.replaceChildren(...form);
  if (!dialog.open) dialog.showModal();
}

// a part of the page that is filled in beside it: once saved, the part is drawn anew
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-beside]");
  if (!link || !dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const part = link.closest("[data-beside-part]");
  const saved = await openSidePanel(link.href, link.dataset.beside);
  if (saved) part.dispatchEvent(new CustomEvent("beside:saved"));
});

dialog?.addEventListener("close", () => {
  const { back, resolve } = panels.pop();
  content.replaceChildren(); // nothing of it stays in the page
  if (panels.length) draw(panels.at(-1));
  back?.focus?.();
  resolve(answer);
  answer = null;
});

async function attempt(act) {
  trouble.hidden = true;
  try {
    await act();
  } catch {
    trouble.hidden = false;
  }
}

async function send(url, body = null) {
  const panel = panels.at(-1);
  const headers = { "X-Requested-With": "side-panel" };
  const response = await ask(url, { method: body ? "POST" : "GET", body, headers });
  if (panels.at(-1) !== panel) return; // closed meanwhile
  if (response.status === 201) {
    finish(await response.json());
    return;
  }
  if (!response.ok && response.status !== 422) throw new Error(String(response.status));
  show(await response.text(), url);
}

function show(html, url) {
  content.innerHTML = html;
  content.querySelector("form").action = url;
  window.htmx.process(content);
  content.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  const wrong = content.querySelector("[aria-invalid]:not(.ts-hidden-accessible)");
  (wrong || content.querySelector("[autofocus]") || content.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
}

function finish(option) {
  answer = option;
  dialog.close();
}

dialog?.addEventListener("submit", (event) => {
  const form = event.target;
  event.preventDefault();
  if (form.getAttribute("aria-busy")) return; // the second click of a double click
  const body = new FormData(form, event.submitter);
  body.delete("csrfmiddlewaretoken"); // the token of the session as it is now goes in the header
  form.setAttribute("aria-busy", "true");
  attempt(() => announce(form).then(() => send(form.action, body))).finally(() => form.removeAttribute("aria-busy"));
});

dialog?.addEventListener("click", (event) => {
  if (event.target.closest("[data-side-panel-close]")) dialog.close();
  const choice = event.target.closest("[data-choose]");
  if (choice) finish({ ...choice.dataset });
});

dialog?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.stopPropagation(); // the page below saves with the same keys
  content.querySelector("form")?.requestSubmit();
});
