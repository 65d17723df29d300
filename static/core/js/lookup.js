// Typeahead on Tom Select: asks the endpoint while somebody types. See templates/core/components/lookup.html.
import { holdSession } from "./session.js";

const DELAY = 200;
const sprite = document.body.dataset.icons;

export function connectLookups(root) {
  for (const lookup of root.querySelectorAll("[data-lookup]")) {
    if (!lookup.querySelector(".tomselected")) connect(lookup);
  }
}

function connect(lookup) {
  const select = lookup.querySelector("select");
  const clear = lookup.querySelector("[data-lookup-clear]");
  const status = lookup.querySelector("[data-lookup-status]");
  const words = lookup.dataset;
  let failed = false;

  const control = new window.TomSelect(select, {
    valueField: "value",
    labelField: "label",
    searchField: [], // the endpoint decides what matches
    maxItems: 1,
    maxOptions: 50,
    loadThrottle: DELAY,
    selectOnTab: true,
    openOnFocus: true,
    placeholder: select.dataset.placeholder || words.hint,
    hidePlaceholder: true,
    shouldLoad: () => true,
    score: () => () => 1,
    load(query, done) {
      failed = false;
      control.clearOptions((option) => control.items.includes(option.value));
      ask(`${words.url}?${new URLSearchParams({ q: query })}`)
        .then((options) => {
          status.textContent = options.length || !query ? "" : words.nothing;
          done(options);
        })
        .catch(() => {
          failed = true;
          control.loadedSearches = {}; // typing the same again asks again
          status.textContent = words.failed;
          done([]);
        });
    },
    render: {
      option: (option, escape) => drawing(option, escape),
      item: (option, escape) => `<div class="item" title="${escape(option.label)}">${escape(option.label)}</div>`,
      loading: () => note(words.loading),
      no_results: ({ input }) => {
        if (failed) return note(words.failed, "lookup-note-failed");
        return input.trim() ? note(words.nothing) : null;
      },
      not_loading: null,
    },
  });

  const input = control.control_input;
  select.setAttribute("aria-hidden", "true"); // the label and the keyboard now belong to the input
  if (select.getAttribute("aria-invalid")) control.wrapper.classList.add("invalid-choice");
  for (const name of ["aria-invalid", "aria-describedby"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  const offerClear = () => {
    clear.hidden = !control.getValue() || select.disabled;
  };
  control.on("change", offerClear);
  control.on("focus", () => control.load(""));
  clear.addEventListener("click", () => {
    control.clear();
    control.focus();
  });
  offerClear();
}

async function ask(url) {
  const response = await fetch(url, { headers: { "X-Requested-With": "lookup" } });
  if (response.status === 401 && (await holdSession())) return ask(url);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function drawing(option, escape) {
  const icon = option.icon
    ? `<svg class="icon" aria-hidden="true"><use href="${sprite}#${escape(option.icon)}"></use></svg>`
    : "";
  const detail = option.detail ? `<span class="option-detail">${escape(option.detail)}</span>` : "";
  return `<div>${icon}<span class="option-words"><span class="option-label">${escape(option.label)}</span>${detail}</span></div>`;
}

function note(text, kind = "") {
  const element = document.createElement("div");
  element.className = `lookup-note ${kind}`;
  element.textContent = text;
  return element;
}
