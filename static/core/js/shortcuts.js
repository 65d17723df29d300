// `/` goes to the search box; a letter or digit goes to what carries it in `data-shortcut`, from anywhere but a field or a dialog.
// Ctrl+Enter saves the form one is in, where that has `data-submit-key`, or the one that the page is for (`data-begin`).
import { lettersOn } from "./letters.js";

const AHEAD = "keys-ahead"; // pressed while the page that a key opens is still on its way: meant for that page
const LONGEST_WAY = 4000;
const TYPED = "textarea, input[type=text], input[type=search]";
let leaving = 0;

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("[data-submit-key]") || document.querySelector("[data-begin][data-submit-key]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  if (Date.now() - leaving < LONGEST_WAY || (document.readyState !== "complete" && sessionStorage.getItem(AHEAD))) {
    if (event.key.length !== 1) return;
    sessionStorage.setItem(AHEAD, (sessionStorage.getItem(AHEAD) ?? "") + event.key);
    event.preventDefault();
    return;
  }
  if (press(event.key)) event.preventDefault();
});

window.addEventListener("pageshow", () => {
  leaving = 0;
  const keys = [...(sessionStorage.getItem(AHEAD) ?? "")];
  sessionStorage.removeItem(AHEAD);
  while (keys.length && !document.activeElement.matches(TYPED)) press(keys.shift());
  if (keys.length) type(document.activeElement, keys.join("")); // once a key led to a field, the rest is its text
});

function type(field, text) {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function press(key) {
  const place = key === "/" ? document.querySelector("[data-search]") : shown(key);
  if (!place) return false;
  if (place.matches("a, button, [type=radio]")) {
    place.click();
    document.getElementById(place.dataset.then)?.focus(); // a choice leads on to the next field
    if (place.matches("a[data-opens]")) leaving = Date.now();
    return true;
  }
  place.focus();
  if (key === "/") place.select();
  return true;
}

function shown(key) {
  if (!/^[a-z1-9]$/.test(key) || !lettersOn()) return null;
  return [...document.querySelectorAll(`[data-shortcut="${key}"]`)].find((one) => one.checkVisibility());
}
