// The navigation on the left: folding, names as tips while folded, a drawer on a phone.
const phone = matchMedia("(max-width: 767px)");
const tablet = matchMedia("(max-width: 1100px)");
const root = document.documentElement;

export function connectNavigation() {
  const side = document.querySelector("[data-side]");
  if (!side) return;
  connectDrawer(side);
  connectFold(side);
  connectTips(side);
  side.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }); // where it is folded, it may be below
}

function connectDrawer(side) {
  const place = () => {
    if (phone.matches) side.setAttribute("popover", "auto");
    else side.removeAttribute("popover");
  };
  phone.addEventListener("change", place);
  place();
}

function connectFold(side) {
  const button = side.querySelector("[data-fold]");
  const label = button.querySelector("[data-label-fold]");
  const tell = () => {
    const open = root.dataset.nav === "open";
    button.setAttribute("aria-expanded", String(open));
    label.textContent = open ? label.dataset.labelFold : label.dataset.labelUnfold;
  };
  button.addEventListener("click", () => {
    const size = tablet.matches ? "tablet" : "desk";
    localStorage.setItem(`nav-${size}`, root.dataset.nav === "open" ? "folded" : "open");
    dispatchEvent(new Event("appearance"));
    tell();
  });
  tablet.addEventListener("change", () => queueMicrotask(tell));
  tell();
}

function connectTips(side) {
  const tip = document.querySelector("[data-side-tip]");
  const hide = () => {
    tip.hidden = true;
  };
  const show = (event) => {
    const target = event.target.closest(".side-link, .side-fold");
    if (!target || root.dataset.nav !== "folded" || phone.matches) return hide();
    const box = target.getBoundingClientRect();
    tip.textContent = target.querySelector(".side-label").textContent;
    tip.hidden = false;
    tip.style.left = `${box.right + 10}px`;
    tip.style.top = `${box.top + (box.height - tip.offsetHeight) / 2}px`;
  };
  side.addEventListener("mouseover", show);
  side.addEventListener("focusin", show);
  side.addEventListener("mouseleave", hide);
  side.addEventListener("focusout", hide);
  side.addEventListener("click", hide);
  side.addEventListener("scroll", hide, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}
