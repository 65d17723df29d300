// Dossier pages: the field that was asked for gets the focus, opening starts where work starts.
const root = document.querySelector("main");

function focusField(name, block) {
  const field = root.querySelector(`#id_${CSS.escape(name)}`) || root.querySelector(`[name="${CSS.escape(name)}"]`);
  if (!field) return;
  const place = field.closest(".field") || field;
  for (const fold of root.querySelectorAll("details:not([open])")) if (fold.contains(field)) fold.open = true;
  for (const before of root.querySelectorAll(".field-asked")) before.classList.remove("field-asked");
  place.classList.add("field-asked");
  const inside = field.matches("input, select, textarea") ? field : field.querySelector("input");
  if (inside?.tomselect) inside.tomselect.control_input.focus({ preventScroll: true });
  else inside?.focus({ preventScroll: true });
  place.scrollIntoView({ block });
}

const asked = new URLSearchParams(location.search).get("field");
// the browser goes to the #anchor once all is loaded, and takes the focus away: ours comes after
if (asked) addEventListener("load", () => setTimeout(() => focusField(asked, "center")));

// all that was missing is filled in by now: the move saves it on its way
root.addEventListener("click", (event) => {
  const move = event.target.closest("[data-move-waits].btn-primary");
  const saves = move && root.querySelector(`[name="further"][value="${CSS.escape(move.dataset.moveWaits)}"]`);
  if (!saves) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  saves.click();
});

// what is missing on this very tab is a step away: nothing is loaded
root.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest('a[href*="field="]');
  if (!link) return;
  const { pathname, searchParams } = new URL(link.href);
  const tab = root.querySelector(`#tab-${CSS.escape(searchParams.get("tab") ?? "")}`);
  const name = searchParams.get("field");
  if (!tab || pathname !== location.pathname || !tab.querySelector(`[name="${CSS.escape(name)}"]`)) return;
  event.preventDefault();
  link.closest("[popover]")?.hidePopover();
  focusField(name, "center");
});

const beginning = root.querySelector("[data-begin]");
const wrong = root.querySelector("[data-error-summary], .field-error");
if (beginning?.dataset.begin === "new-person" && !wrong) {
  root.querySelector(".opening-who [data-lookup-create]")?.focus({ preventScroll: true });
} else if (beginning && !wrong) focusField(beginning.dataset.begin, "nearest");
for (const place of root.querySelectorAll("[data-begin] .field-asked")) place.classList.remove("field-asked");

// who asks is known now: on to where
beginning?.addEventListener("lookup:made", (event) => {
  if (!event.target.querySelector("#id_person")) return;
  focusField("address", "nearest");
  event.currentTarget.querySelector(".field-asked")?.classList.remove("field-asked");
});

// what the user chose stays chosen, also when who or where changes meanwhile
const journeys = root.querySelector("#journey-choice");
const chosen = root.querySelector("[data-journey-chosen]");
if (journeys && chosen) {
  const keep = (event) => {
    if (event.target.name !== "journey") return;
    chosen.value = event.target.value || "new";
    journeys.querySelector("[data-journey-told]")?.remove();
  };
  journeys.addEventListener("click", keep);
  journeys.addEventListener("change", keep);
  journeys.addEventListener("htmx:beforeSwap", (event) => {
    // chosen while the answer was under way: it is asked anew, with the choice
    const asked = new URL(event.detail.xhr.responseURL).searchParams.get("journey_chosen") ?? "";
    if (asked === chosen.value) return;
    event.detail.shouldSwap = false;
    window.htmx.trigger(journeys, "ask-again");
  });
}

// the files of a dossier: one box ticks them all
for (const place of root.querySelectorAll("[data-tick-files-place]")) place.hidden = false;
root.addEventListener("change", (event) => {
  if (!event.target.matches("[data-tick-files]")) return;
  for (const box of event.target.form.querySelectorAll("[data-tick-file]")) box.checked = event.target.checked;
});
