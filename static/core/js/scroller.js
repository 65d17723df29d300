// What scrolls sideways can be reached by keyboard, and starts with the current stage or tab, or its end, in view.
const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const isWide = target.scrollWidth > target.clientWidth + 1;
    if (isWide) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
    target.classList.toggle("is-wide", isWide);
    target.classList.toggle("is-whole", !isWide);
    if (target.dataset.scroller === "end") target.scrollLeft = target.scrollWidth;
  }
});

export function connectScrollers(root) {
  for (const scroller of root.querySelectorAll("[data-scroller]")) {
    watcher.observe(scroller);
    const current = scroller.querySelector("[aria-current=step], [aria-current=page]");
    if (current) scroller.scrollLeft = current.offsetLeft - scroller.offsetLeft - scroller.clientWidth / 3;
  }
}
