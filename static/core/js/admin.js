/* Django's own choosers (select2) do not say what they choose: each gets the name of its field, once it is drawn. */

window.django?.jQuery?.(() => {
  for (const chooser of document.querySelectorAll("select.select2-hidden-accessible")) {
    const label = chooser.labels?.[0];
    if (!label) continue;
    label.id ||= `${chooser.id}-label`;
    const box = chooser.nextElementSibling;
    for (const part of box?.querySelectorAll('[role="combobox"], [role="textbox"], [role="searchbox"]') ?? []) {
      part.setAttribute("aria-labelledby", [label.id, part.getAttribute("aria-labelledby")].filter(Boolean).join(" "));
    }
  }
});
