// `/` goes to the search box; a letter goes to what carries it in `data-shortcut`, from anywhere but a field or a dialog.
// Who turned the letters of the queues off, needs none here either.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  const place = event.key === "/" ? document.querySelector("[data-search]") : shown(event.key);
  if (!place) return;
  event.preventDefault();
  if (place.matches("a, button")) {
    place.click();
    return;
  }
  place.focus();
  if (event.key === "/") place.select();
});

function shown(key) {
  if (!/^[a-z]$/.test(key) || localStorage.getItem("triage-keys") === "off") return null;
  return [...document.querySelectorAll(`[data-shortcut="${key}"]`)].find((one) => one.checkVisibility());
}
