// The form of a quick contact: what the chosen channel usually takes stands ready, and a desk is asked at a desk only.
const form = document.querySelector(".quick-contact");

function follow() {
  const chosen = form.querySelector("[name=channel]:checked");
  form.querySelector("[name=minutes]").placeholder = chosen?.dataset.usualMinutes ?? "";
  const desk = form.querySelector("[data-at-desk]");
  if (desk) desk.hidden = !chosen || !desk.dataset.atDesk.split(" ").includes(chosen.value);
}

form.addEventListener("change", (event) => {
  if (event.target.name === "channel") follow();
});
follow();
