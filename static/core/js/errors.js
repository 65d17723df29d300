// A refused form starts reading at its errors: at the list of them, else at the one field that is wrong.
export function connectErrors(root) {
  const summary = root.querySelector("[data-error-summary]");
  if (summary) return summary.focus();
  const field = root.querySelector(".field > .field-error")?.closest(".field");
  const input = field?.querySelector("input:not([type=hidden]), select, textarea");
  (input?.tomselect?.control_input ?? input)?.focus();
}
