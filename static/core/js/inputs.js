// Fields whose words and notation are ours: a day that is typed, with the browser's calendar beside; a file.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-day-pick]");
  if (!button) return;
  const calendar = button.parentElement.querySelector("[data-day-calendar]");
  calendar.value = isoOf(textOf(button).value);
  calendar.showPicker();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-day-calendar]")) take(event.target);
  else if (event.target.matches("[data-file] input")) tell(event.target);
});

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

function take(calendar) {
  const text = textOf(calendar);
  text.value = calendar.value.split("-").reverse().join("/");
  for (const name of ["input", "change"]) text.dispatchEvent(new Event(name, { bubbles: true }));
  text.focus();
}

function tell(input) {
  const place = input.closest("[data-file]");
  const files = [...input.files];
  const words = files.length > 1 ? place.dataset.several.replace("{number}", files.length) : files[0]?.name;
  place.querySelector("[data-file-chosen]").textContent = words ?? place.dataset.nothing;
}
