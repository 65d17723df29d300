// Messages above the content: closing them, and saying one from a script.
function area() {
  return document.querySelector("[data-messages]");
}

export function connectMessages() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-dismiss]");
    if (!button) return;
    button.closest("[data-message]").remove();
    document.querySelector("#content")?.focus();
  });
}

/** Takes the notice of that name away, where it stands. */
export function unsay(name) {
  area()?.querySelector(`[data-said="${name}"]`)?.remove();
}

/** Shows the notice of that name (`core/frame/notices.html`), once at a time. */
export function say(name) {
  const place = area();
  const template = document.querySelector(`template[data-notice="${name}"]`);
  if (!place || !template || place.querySelector(`[data-said="${name}"]`)) return;
  const notice = template.content.firstElementChild.cloneNode(true);
  notice.dataset.said = name;
  place.append(notice);
  notice.scrollIntoView({ block: "nearest" });
}
