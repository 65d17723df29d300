// Fields of records. One that something waits for is marked until something stands in it; what is put into a fold
// opens it; long words of a client are cut at four lines, and shown whole on demand.
const MARK = "[data-needed]";

export function connectFields(root) {
  for (const place of root.querySelectorAll(MARK)) mark(place);
  tellNeeded();
  tellBlocks();
  for (const words of root.querySelectorAll("[data-clamped]")) offerAll(words);
  for (const fold of root.querySelectorAll(".choices-more")) unfold(fold);
}

function mark(place) {
  const controls = place.querySelectorAll(":is(input, select, textarea):not([type=hidden], .ts-control input)");
  const filled = [...controls].some((one) => (["checkbox", "radio"].includes(one.type) ? one.checked : one.value.trim()));
  place.classList.toggle("field-lacking", !filled);
}

/** In the head of the page: what is filled in by now, and not saved yet, is needed no more. */
function tellNeeded() {
  const lacking = new Set([...document.querySelectorAll(`${MARK}.field-lacking`)].map((one) => one.dataset.needed));
  const here = new Set([...document.querySelectorAll(MARK)].map((one) => one.dataset.needed));
  if (!here.size) return;
  for (const link of document.querySelectorAll("[data-gap]")) {
    link.classList.toggle("gap-filled", here.has(link.dataset.gap) && !lacking.has(link.dataset.gap));
  }
  const left = new Set([...document.querySelectorAll("[data-gap]:not(.gap-filled)")].map((link) => link.dataset.gap)).size;
  for (const count of document.querySelectorAll("[data-gap-count]")) {
    count.textContent = left ? count.dataset.gapCount.replace("{number}", left) : count.dataset.gapNone;
  }
  for (const move of document.querySelectorAll("[data-move-waits]")) move.classList.toggle("btn-primary", !left);
}

/** Above the tab: how much is missing in each of its blocks. */
function tellBlocks() {
  for (const told of document.querySelectorAll("[data-block-missing]")) {
    const missing = document.getElementById(told.dataset.blockMissing)?.querySelectorAll(`${MARK}.field-lacking`).length ?? 0;
    told.hidden = !missing;
    told.querySelector("[data-block-count]").textContent = missing;
  }
}

// a block that is folded opens where its anchor leads to it
document.addEventListener("click", (event) => {
  const anchor = event.target.closest?.("a[data-block]");
  const fold = anchor && document.querySelector(`${anchor.hash} > details.fold`);
  if (fold) fold.open = true;
});

/** Of choices: as soon as one of the folded ones is chosen, by a draft or by the browser. */
function unfold(fold) {
  if (!fold.open && fold.querySelector("input:checked")) fold.open = true;
}

function offerAll(words) {
  const button = words.parentElement.querySelector(`[aria-controls="${words.id}"]`);
  if (!button || words.scrollHeight <= words.clientHeight + 1) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    words.classList.add("voice-whole");
    button.remove();
    words.tabIndex = -1;
    words.focus({ preventScroll: true });
  });
}

function changed(event) {
  const place = event.target.closest?.(MARK);
  if (place) {
    mark(place);
    tellNeeded();
    tellBlocks();
  }
  const fold = event.target.closest?.("details:not([open])");
  if (fold) fold.open = true;
  for (const choices of event.target.closest?.(".choices")?.querySelectorAll(".choices-more") ?? []) unfold(choices);
}
document.addEventListener("input", changed);
document.addEventListener("change", changed);

// the list opens in place: the hand goes on at the first choice that came
document.addEventListener("toggle", (event) => {
  const { target } = event;
  if (!target.matches?.(".choices-more[open]")) return;
  if (target.contains(document.activeElement)) target.querySelector("input").focus();
}, true);

// what is unfolded to be filled in has the focus: who types on at once loses no letter
document.addEventListener("click", (event) => {
  const folded = event.target.closest?.("details.add-more:not([open]) > summary")?.parentElement;
  if (!folded) return;
  event.preventDefault(); // opened at once: the browser's own way comes after the next key
  folded.open = true;
  folded.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});
