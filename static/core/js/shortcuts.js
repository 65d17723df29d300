// `/` goes to the search box; a letter or digit goes to what carries it in `data-shortcut`, from anywhere but a field or a dialog.
// Ctrl+Enter saves the form one is in, where that has `data-submit-key`, or the one that the page is for (`data-begin`).
import { lettersOn } from "./letters.js";

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
  const place = event.key === "/" ? document.querySelector("[data-search]") : shown(event.key);
  if (!place) return;
  event.preventDefault();
  if (place.matches("a, button, [type=radio]")) {
    place.click();
    document.getElementById(place.dataset.then)?.focus(); // a choice leads on to the next field
    return;
  }
  place.focus();
  if (event.key === "/") place.select();
});

function shown(key) {
  if (!/^[a-z1-9]$/.test(key) || !lettersOn()) return null;
  return [...document.querySelectorAll(`[data-shortcut="${key}"]`)].find((one) => one.checkVisibility());
}
