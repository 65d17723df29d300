// A refused form starts reading at its errors.
export function connectErrors(root) {
  root.querySelector("[data-error-summary]")?.focus();
}
