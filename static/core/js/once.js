// A form that makes something carries a one-time key. Who goes back to the page finds what was typed in it again, and
// must find that key too: the browser's history keeps it with the page.
const fields = [...document.querySelectorAll("[data-once]")];

if (fields.length) {
  const kept = history.state?.once ?? {};
  for (const field of fields) {
    const form = new URL(field.form.action).pathname;
    if (kept[form]) field.value = kept[form];
    else kept[form] = field.value;
  }
  history.replaceState({ ...history.state, once: kept }, "");
}
