// The choice of appearance in the user menu.
export function connectTheme() {
  const choice = document.querySelector("[data-theme-choice]");
  if (!choice) return;
  const chosen = localStorage.getItem("theme") || "auto";
  for (const radio of choice.querySelectorAll("input")) {
    radio.checked = radio.value === chosen;
  }
  choice.addEventListener("change", (event) => {
    localStorage.setItem("theme", event.target.value);
    dispatchEvent(new Event("appearance"));
  });
}
