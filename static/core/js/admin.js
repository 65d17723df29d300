/* Django's own choosers (select2) do not say what they choose: each gets the name of its field. */

const name = () => {
  for (const chosen of document.querySelectorAll("select.admin-autocomplete.select2-hidden-accessible")) {
    const box = chosen.nextElementSibling?.querySelector('[role="combobox"]');
    const label = chosen.labels?.[0];
    if (box && label) {
      label.id ||= `${chosen.id}-label`;
      box.setAttribute("aria-labelledby", `${label.id} ${box.getAttribute("aria-labelledby") ?? ""}`.trim());
    }
  }
};

addEventListener("load", name);
