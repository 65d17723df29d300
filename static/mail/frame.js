// After a click in a mail's text the keys still belong to the page. Nothing runs in the frame, whose sandbox
// allows no script: the page listens there itself, and gives each key to the frame's place in its own document.
document.addEventListener("load", (event) => listen(event.target), true);
for (const frame of document.querySelectorAll(".mail-frame-body")) listen(frame);

function listen(frame) {
  if (!frame.matches?.(".mail-frame-body")) return;
  frame.contentDocument?.addEventListener("keydown", handOn);
  tellTheme(frame);
}

// light or dark as the page around it; a mail with colours of its own keeps its light ground
function tellTheme(frame) {
  const mail = frame.contentDocument?.documentElement;
  if (mail) mail.dataset.theme = document.documentElement.dataset.bsTheme;
}

new MutationObserver(() => document.querySelectorAll(".mail-frame-body").forEach(tellTheme)).observe(
  document.documentElement,
  { attributeFilter: ["data-bs-theme"] },
);

function handOn(event) {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat } = event;
  const options = { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat, bubbles: true, cancelable: true };
  const frame = event.currentTarget.defaultView.frameElement;
  if (!frame.dispatchEvent(new KeyboardEvent("keydown", options))) event.preventDefault();
}
