// The form of a person or organisation: Ctrl+Enter saves.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("[data-contact-form]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});
