// Typeahead on Tom Select: asks the endpoint while somebody types. See templates/core/components/lookup.html.
import { holdSession } from "./session.js";
import { openSidePanel } from "./side_panel.js";

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
  const standing = words.createUrl ? { url: words.createUrl, label: words.createLabel } : null;
  let offer = standing; // what may be made here, if it is not found; else the endpoint says so
  const make = (typed) => {
    const url = new URL(offer.url, location.href);
    if (typed) url.searchParams.set("typed", typed);
    return openSidePanel(url, offer.label);
  };
  const settle = (made, choose) => {
    choose(made || undefined);
    if (!made) return;
    lookup.querySelector("input").focus();
    control.close();
    lookup.dispatchEvent(new CustomEvent("lookup:made", { bubbles: true }));
  };
  let failed = false;
  let said = ""; // what the endpoint remarked

  const control = new window.TomSelect(select, {
    valueField: "value",
    labelField: "label",
    searchField: [], // the endpoint decides what matches
    maxItems: 1,
    maxOptions: 300, // all boxes of a house number
    loadThrottle: DELAY,
    selectOnTab: true,
    openOnFocus: true,
    placeholder: select.dataset.placeholder || words.hint,
    hidePlaceholder: true,
    shouldLoad: () => true,
    create: (typed, done) => make(typed).then((made) => settle(made, done)),
    createFilter: () => offer !== null,
    score: () => () => 1,
    load(query, done) {
      failed = false;
      control.clearOptions((option) => control.items.includes(option.value));
      ask(`${words.url}?${new URLSearchParams({ q: query })}`)
        .then(({ options, offered, note: remark }) => {
          said = remark;
          status.textContent = remark || (options.length || !query ? "" : words.nothing);
          offer = standing ?? offered;
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
      option_create: ({ input: typed }, escape) =>
        `<div class="create">${drawn("plus")}<span class="option-words"><span class="option-label">${escape(offer.label)}</span><span class="option-detail">${escape(typed)}</span></span></div>`,
      loading: () => note(words.loading),
      no_results: ({ input }) => {
        if (failed) return note(words.failed, "lookup-note-failed");
        if (said) return note(said, "lookup-note-failed");
        return input.trim() && !offer ? note(words.nothing) : null; // the offer says so too
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

  lookup.querySelector("[data-lookup-create]")?.addEventListener("click", async () => {
    const made = await make("");
    if (made) settle(made, (option) => {
      control.addOption(option, true);
      control.setValue(option.value);
    });
  });
}

async function ask(url) {
  const response = await fetch(url, { headers: { "X-Requested-With": "lookup" } });
  if (response.status === 401 && (await holdSession())) return ask(url);
  if (!response.ok) throw new Error(String(response.status));
  const said = (name) => decodeURIComponent(response.headers.get(name) ?? "");
  const create = response.headers.get("X-Lookup-Create");
  return {
    options: await response.json(),
    offered: create ? { url: create, label: said("X-Lookup-Create-Label") } : null,
    note: said("X-Lookup-Note"),
  };
}

function drawing(option, escape) {
  const icon = option.icon ? drawn(escape(option.icon)) : "";
  const detail = option.detail ? `<span class="option-detail">${escape(option.detail)}</span>` : "";
  return `<div>${icon}<span class="option-words"><span class="option-label">${escape(option.label)}</span>${detail}</span></div>`;
}

function drawn(icon) {
  return `<svg class="icon" aria-hidden="true"><use href="${sprite}#${icon}"></use></svg>`;
}

// an option that can't be chosen: a list of options holds nothing else
function note(text, kind = "") {
  const element = document.createElement("div");
  element.setAttribute("role", "option");
  element.setAttribute("aria-disabled", "true");
  element.className = `lookup-note ${kind}`;
  element.textContent = text;
  return element;
}
