// A task that is ticked off stays where it stood, so that it can be taken back; the numbers around it follow at once.
let asked = 0;

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (xhr.status === 200 && target?.closest?.(".home")) tellAgain();
});

async function tellAgain() {
  const number = ++asked;
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (number !== asked) return; // a later tick asked again
  for (const here of document.querySelectorAll("[data-home-number]")) {
    const now = fresh.getElementById(here.id);
    here.hidden = !now; // nothing is left to count
    if (!now) continue;
    here.textContent = now.textContent;
    here.className = now.className;
    if (now.ariaLabel) here.ariaLabel = now.ariaLabel;
  }
}
