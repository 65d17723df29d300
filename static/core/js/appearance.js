// Runs before the first paint, so that nothing flashes: light or dark, navigation folded or open.
// The key "theme" is the admin's own, so that one choice holds in both.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const tablet = matchMedia("(max-width: 1100px)");
  const phone = matchMedia("(max-width: 767px)"); // there the navigation is a drawer

  function apply() {
    const theme = localStorage.getItem("theme") || "auto";
    const isDark = theme === "dark" || (theme === "auto" && dark.matches);
    root.dataset.bsTheme = isDark ? "dark" : "light";
    const size = tablet.matches ? "tablet" : "desk";
    const usual = tablet.matches ? "folded" : "open";
    root.dataset.nav = phone.matches ? "open" : localStorage.getItem(`nav-${size}`) || usual;
  }

  dark.addEventListener("change", apply);
  tablet.addEventListener("change", apply);
  phone.addEventListener("change", apply);
  addEventListener("storage", apply);
  addEventListener("appearance", apply);
  apply();
})();
