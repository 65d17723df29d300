// After a click in a mail's text the keys still belong to the page. Nothing runs in the frame, whose sandbox
// allows no script: the page listens there itself, and gives each key to the frame's place in its own document.
document.addEventListener("load", (event) => listen(event.target), true);
for (const frame of document.querySelectorAll(".mail-frame-body")) listen(frame);

function listen(frame) {
  if (frame.matches?.(".mail-frame-body")) frame.contentDocument?.addEventListener("keydown", handOn);
}

function handOn(event) {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat } = event;
  const options = { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat, bubbles: true, cancelable: true };
  const frame = event.currentTarget.defaultView.frameElement;
  if (!frame.dispatchEvent(new KeyboardEvent("keydown", options))) event.preventDefault();
}
