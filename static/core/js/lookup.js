// Typeahead on Tom Select, which draws the box and its list. What may be chosen is decided here: the list holds the
// answer to the very text in the box, or nothing that can be chosen. See templates/core/components/lookup.html.
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
  const left = lookup.querySelector("[data-lookup-left]");
  const status = lookup.querySelector("[data-lookup-status]");
  const words = lookup.dataset;
  const standing = words.createUrl ? { url: words.createUrl, label: words.createLabel } : null;
  let question = null; // what is being asked; the answer to an older one is not heard
  let answered = null; // the text that the list answers
  let found = new Set(); // the values of that answer
  let ready = null; // its best, if that has all that was typed
  let offer = standing; // what may be made here, if it is not found; else the endpoint says so
  let remark = ""; // what the endpoint says beside its answer
  let failed = false;

  const control = new window.TomSelect(select, {
    valueField: "value",
    labelField: "label",
    searchField: [], // the endpoint decides what matches
    maxItems: 1,
    maxOptions: 300, // all boxes of a house number
    delimiter: "", // a comma in what is pasted parts nothing
    refreshThrottle: 0, // the list is empty with the very key that changes the text
    openOnFocus: true,
    placeholder: select.dataset.placeholder || words.hint,
    hidePlaceholder: true,
    shouldLoad: () => true,
    create: (typed, done) => make(typed).then((made) => settle(made, done)),
    createFilter: (typed) => offer !== null && (failed || answered === typed),
    score: () => (option) => (found.has(option.value) ? 1 : 0),
    render: {
      option: (option, escape) => drawing(option, escape),
      item: (option, escape) => `<div class="item" title="${escape(option.label)}">${escape(option.label)}</div>`,
      option_create: ({ input: typed }, escape) =>
        `<div class="create">${drawn("plus")}<span class="option-words"><span class="option-label">${escape(offer.label)}</span><span class="option-detail">${escape(typed)}</span></span></div>`,
      no_results: ({ input: typed }) => {
        if (failed) return note(words.failed, "lookup-note-failed");
        if (remark) return note(remark, "lookup-note-failed");
        if (!typed) return null;
        if (answered !== typed) return note(words.loading);
        return offer ? null : note(words.nothing); // the offer says so too
      },
      not_loading: null,
    },
  });

  const input = control.control_input;
  const told = { invalid: select.getAttribute("aria-invalid"), by: select.getAttribute("aria-describedby") };
  select.setAttribute("aria-hidden", "true"); // the label and the keyboard now belong to the input
  say(false);

  // --- asking ---

  function seek(text, delay) {
    drop();
    found = new Set();
    ready = null;
    offer = standing;
    remark = status.textContent = "";
    control.clearOptions((_option, value) => control.items.includes(value));
    control.clearActiveOption();
    const asked = { text, choose: false, abort: new AbortController() };
    asked.timer = setTimeout(send, delay, asked);
    question = asked;
    control.refreshOptions(control.isFocused);
  }

  function drop() {
    clearTimeout(question?.timer);
    question?.abort.abort();
    question = answered = null;
    failed = false;
  }

  async function send(asked) {
    clearTimeout(asked.timer);
    if (asked.sent) return;
    asked.sent = true;
    const query = new URLSearchParams({ q: asked.text });
    const answer = await ask(`${words.url}?${query}`, asked.abort.signal).catch(() => null);
    if (asked !== question) return;
    question = null;
    if (answer) take(asked.text, answer);
    else failed = true;
    if (failed) status.textContent = words.failed;
    control.isDropdownContentStale = true;
    control.refreshOptions(control.isFocused);
    if (asked.choose && ready) choose(ready);
  }

  function take(text, answer) {
    answered = text;
    found = new Set(answer.options.map((option) => option.value));
    offer = standing ?? answer.offered;
    const [best] = answer.options;
    ready = text && best && !best.lacks ? best.value : null;
    remark = answer.remark || (text && best && !ready ? words.lacks : "");
    status.textContent = remark || (best || !text ? "" : words.nothing);
    for (const option of answer.options) control.addOption({ ...option, $order: ++control.order });
  }

  const isStale = () => !question && !failed && answered !== control.inputValue();

  // --- choosing ---

  function choose(value) {
    control.addItem(value);
    settled();
    status.textContent = control.options[value].label;
  }

  // something was chosen, or all was wiped: the list answers nothing any more
  function settled() {
    control.setTextboxValue();
    drop();
    found = new Set();
    ready = null;
    control.close();
    show();
  }

  function settle(made, done) {
    done(made || undefined);
    if (!made) return;
    settled();
    input.focus();
    control.close();
    lookup.dispatchEvent(new CustomEvent("lookup:made", { bubbles: true }));
  }

  function make(typed) {
    const url = new URL(offer.url, location.href);
    if (typed) url.searchParams.set("typed", typed);
    return openSidePanel(url, offer.label);
  }

  instead("onOptionSelect", (select_, event, option) => {
    if (option.classList.contains("create")) select_(event, option);
    else if (answered === control.inputValue() && found.has(option.dataset.value)) choose(option.dataset.value);
  });

  instead("onKeyDown", (press, event) => {
    const text = control.inputValue();
    const enter = event.key === "Enter";
    if (event.isComposing) return;
    if (enter && (event.ctrlKey || event.metaKey)) return; // these save the page
    if (control.isLocked) press(event);
    else if (enter && text) pressEnter(event, text);
    else if (event.key === "Escape" && (control.isOpen || text)) pressEscape(event);
    else if (event.key.startsWith("Arrow") && !control.activeOption) pressArrow(press, event);
    else press(event);
  });

  function pressEnter(event, text) {
    event.preventDefault();
    if (answered !== text) {
      if (!question) seek(text, 0);
      question.choose = true; // until the text changes, or somebody leaves
      status.textContent = words.loading;
      send(question);
    } else if (!control.isOpen) {
      control.refreshOptions(true);
    } else if (control.canSelect(control.activeOption)) {
      control.onOptionSelect(event, control.activeOption);
    }
  }

  // one layer back: first the list, then what was typed
  function pressEscape(event) {
    event.preventDefault();
    event.stopPropagation();
    if (!control.isOpen) return settled();
    drop();
    control.close();
  }

  function pressArrow(press, event) {
    const down = event.key === "ArrowDown";
    if (!down && event.key !== "ArrowUp") return press(event);
    event.preventDefault();
    if (control.isOpen) {
      const options = [...control.selectable()]; // what is found comes before what may be made
      const found = options.filter((option) => !option.classList.contains("create"));
      control.setActiveOption((down ? found[0] ?? options[0] : options.at(-1)) ?? null);
    }
    else if (isStale()) seek(control.inputValue(), 0);
    else control.refreshOptions(true);
  }

  // --- what Tom Select does otherwise ---

  // nothing is ready to be chosen before something is typed; then it is the best, if that has all of it
  instead("refreshOptions", (refresh, open) => {
    const before = control.activeOption;
    refresh(open);
    const list = control.dropdown_content;
    if (remark && found.size) list.prepend(note(remark, "lookup-note-failed"));
    if (before && before === control.activeOption && list.contains(before)) return;
    const isReady = answered === control.inputValue() && (ready || !found.size);
    control.setActiveOption(isReady ? list.querySelector(ready ? ".option" : ".create") : null);
  });

  // what was typed stays in the box
  instead("close", (close) => {
    close(false);
    control.clearActiveOption(); // a list that is closed has no option one stands on
  });
  instead("inputState", (state) => {
    if (!control.inputValue()) return state();
    control.isInputHidden = false;
    control.wrapper.classList.remove("input-hidden");
  });

  // at once, not by a timer: keys and the next click may come before one
  instead("focus", () => {
    if (control.isDisabled) return;
    if (document.activeElement === input) control.onFocus();
    else input.focus();
  });

  instead("onFocus", (focus, event) => {
    focus(event);
    if (control.isFocused && isStale()) seek(control.inputValue(), 0);
  });

  // a click in the box goes on there, also where a text stands; it never takes the focus away
  instead("onClick", () => {
    if (!control.isFocused) control.focus();
    else if (isStale()) seek(control.inputValue(), 0);
    else if (!control.isOpen) control.refreshOptions(true);
  });
  control.control.addEventListener("click", () => {
    if (control.inputValue()) control.onClick();
  });

  function instead(name, act) {
    const original = control[name].bind(control);
    control[name] = (...given) => act(original, ...given);
  }

  // --- what was typed, and left without a choice ---

  const show = () => {
    const text = control.inputValue();
    control.wrapper.classList.toggle("has-text", text !== "");
    clear.hidden = select.disabled || !(text || control.getValue());
    if (!text) say(false);
  };

  function say(isLeft) {
    const news = isLeft && left.hidden;
    left.hidden = !isLeft;
    if (news) status.textContent = left.textContent.trim();
    const attributes = {
      "aria-invalid": isLeft ? "true" : told.invalid,
      "aria-describedby": [told.by, isLeft && left.id].filter(Boolean).join(" "),
    };
    for (const [name, value] of Object.entries(attributes)) {
      if (value) input.setAttribute(name, value);
      else input.removeAttribute(name);
    }
    control.wrapper.classList.toggle("invalid-choice", isLeft || Boolean(told.invalid));
  }

  control.on("type", (text) => {
    say(false);
    show();
    seek(text, text ? DELAY : 0);
  });
  control.on("change", () => {
    if (control.items.length) control.setTextboxValue();
    show();
  });
  control.on("blur", () => {
    drop();
    afterClick(() => {
      if (!control.isFocused && !control.isLocked && control.inputValue()) say(true);
    });
  });
  lookup.addEventListener("lookup:left", () => {
    input.focus();
    say(true);
  });
  clear.addEventListener("click", () => {
    control.clear();
    settled();
    control.focus();
  });
  show();

  lookup.querySelector("[data-lookup-create]")?.addEventListener("click", async () => {
    const made = await make("");
    if (made) settle(made, (option) => {
      control.addOption(option, true);
      control.setValue(option.value);
    });
  });
}

// a form is not sent with a lookup in which something is typed and nothing chosen; before all others hear of it
addEventListener("submit", (event) => {
  if (event.submitter?.formNoValidate) return;
  const isLeft = ({ tomselect }) => tomselect?.inputValue() && tomselect.wrapper.checkVisibility();
  const select = [...event.target.elements].find(isLeft);
  if (!select) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  select.dispatchEvent(new CustomEvent("lookup:left", { bubbles: true }));
}, true);

// What is told to somebody who leaves moves what stands below it: never between the press and the click.
const waiting = [];
let isPressed = false;
addEventListener("pointerdown", () => { isPressed = true; }, true);
for (const name of ["pointerup", "pointercancel"]) {
  addEventListener(name, () => {
    isPressed = false;
    for (const act of waiting.splice(0)) setTimeout(act);
  }, true);
}

function afterClick(act) {
  if (isPressed) waiting.push(act);
  else setTimeout(act);
}

async function ask(url, signal) {
  const response = await fetch(url, { headers: { "X-Requested-With": "lookup" }, signal });
  if (response.status === 401 && (await holdSession())) return ask(url, signal);
  if (!response.ok) throw new Error(String(response.status));
  const said = (name) => decodeURIComponent(response.headers.get(name) ?? "");
  const create = response.headers.get("X-Lookup-Create");
  return {
    options: await response.json(),
    offered: create ? { url: create, label: said("X-Lookup-Create-Label") } : null,
    remark: said("X-Lookup-Note"),
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
