// Fields whose words and notation are ours: a day that is typed, with a calendar in our language beside; a file.
let number = 0;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-day-pick]");
  if (button) choose(button);
  else if (event.target.closest("[data-day-today]")) take(event.target, isoOfDay(new Date()));
  const tap = event.target.closest("[data-minutes-tap]");
  if (tap) fill(tap.closest("[data-minutes]").querySelector("input"), tap.dataset.minutesTap);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-file] input")) tell(event.target);
});

/** The calendar comes with its first use; it lies within the field, so that a dialog or flyout around stays open. */
async function choose(button) {
  const model = document.querySelector("template[data-day-popup]");
  await import(model.dataset.dayPopup);
  const day = button.closest("[data-day]");
  const popup = day.querySelector(".day-popup") ?? add(model, day);
  button.id ||= `day-pick-${++number}`;
  popup.dataset.openedBy = button.id;
  const calendar = popup.querySelector("calendar-date");
  const chosen = isoOf(textOf(button).value);
  calendar.value = chosen;
  calendar.focusedDate = chosen || isoOfDay(new Date());
  popup.showPopover();
  await calendar.updated;
  await calendar.querySelector("calendar-month").updated;
  setTimeout(() => calendar.focus()); // once the day to begin with is drawn as the one to be focused
}

// the form is emptied after this event
document.addEventListener("reset", (event) => {
  setTimeout(() => {
    for (const input of event.target.querySelectorAll("[data-file] input")) tell(input);
  });
});

function textOf(part) {
  return part.closest("[data-day]").querySelector("input");
}

function isoOf(text) {
  const [, day, month, year] = text.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
}

function add(model, day) {
  const popup = day.appendChild(model.content.firstElementChild.cloneNode(true));
  const calendar = popup.querySelector("calendar-date");
  calendar.addEventListener("change", () => take(calendar, calendar.value)); // which does not bubble
  return popup;
}

function isoOfDay(day) {
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return parts.map((one) => String(one).padStart(2, "0")).join("-");
}

function take(part, iso) {
  const text = textOf(part);
  part.closest(".day-popup").hidePopover();
  text.value = iso.split("-").reverse().join("/");
  for (const name of ["input", "change"]) text.dispatchEvent(new Event(name, { bubbles: true }));
  text.focus();
}

function tell(input) {
  const place = input.closest("[data-file]");
  const files = [...input.files];
  const words = files.length > 1 ? place.dataset.several.replace("{number}", files.length) : files[0]?.name;
  place.querySelector("[data-file-chosen]").textContent = words ?? place.dataset.nothing;
}

function fill(input, text) {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
