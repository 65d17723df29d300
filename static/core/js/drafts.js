// What is typed is kept on the server before it is saved, form by form, a second after the last key and on
// leaving; it is put back on return. The marks are drawn by `{% draft %}` (templates/staff/draft.html).
// A draft holds what differs from what the page showed, and what it showed there: so what a colleague changed
// meanwhile in other fields shows, and in the same field is told by the save itself.
import { isLoginAsked, renewQuietly, send } from "./session.js";

const WAIT = 1000;
const LONGEST = 5000; // while somebody types on and on
const RETRY = 5000; // and ever more seldom
const PATIENCE = 3000; // how long a form that goes out waits for its draft
const MOST_KEEPALIVE = 60_000; // what browsers send of a page that is gone
const OTHER = new Set(["hidden", "password", "file", "submit", "button", "image", "reset", "fieldset", "output"]);
const drafts = new Map(); // by form
const untold = []; // what was put back before htmx listens, which it does from its first load on
let isHeard = false;
document.addEventListener(
  "htmx:load",
  () => {
    isHeard = true;
    for (const tell of untold.splice(0)) tell();
  },
  { once: true },
);

export function connectDrafts(root) {
  for (const mark of root.querySelectorAll("[data-draft]")) {
    const form = mark.closest("form");
    if (form && !drafts.has(form)) drafts.set(form, new Draft(mark, form));
  }
  for (const [form, draft] of drafts) {
    if (form.isConnected || draft.dirty) draft.putRest();
    else drafts.delete(form); // a side panel that is closed
  }
}

class Draft {
  constructor(mark, form) {
    this.mark = mark;
    this.form = form;
    this.words = mark.dataset;
    this.told = mark.querySelector("[data-draft-told]");
    this.page = mark.dataset.page;
    this.replaces = mark.dataset.replaces.split(" ").filter(Boolean);
    this.number = 0;
    this.drawn = this.values();
    this.seen = {};
    this.original = {}; // of the hidden fields that a draft brought its own of
    this.always = new Set(); // of a form that came back: what was typed is what the page drew
    this.rest = null; // what waits for its field
    this.dirty = this.filling = this.goesOut = false;
    this.failed = "";
    this.pause = RETRY;
    this.saving = null;
    mark.querySelector("[data-draft-drop]").addEventListener("click", () => this.drop());
    mark.querySelector("[data-draft-put-back]").addEventListener("click", () => this.putBack());
    this.begin(JSON.parse(mark.dataset.held));
  }

  begin(held) {
    const left = leftBehind(this.words.draft);
    if ("sent" in this.words) {
      const own = held.find((one) => one.page === this.page || this.replaces.includes(one.page));
      this.number = own?.number ?? 0;
      this.always = new Set(Object.keys(own?.fields ?? this.drawn));
      this.seen = { ...own?.seen }; // what this page draws was typed, and is no colleague's
      if (own) this.tell("saved", own.saved);
    } else if (left && !held.some((one) => one.page === left.page && one.number >= left.number)) {
      this.await(left, held);
    } else {
      this.offer(held);
    }
    this.last = JSON.stringify(this.changed());
  }

  /** The page before this one sent its draft while this one was on its way. */
  async await(left, held, times = 6) {
    let found = held;
    for (let pause = 100; times > 0; times -= 1, pause *= 2) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      try {
        const [form, of] = this.words.draft.split(" ");
        const answer = await fetch(`${this.words.url}?${new URLSearchParams({ form, of })}`, { cache: "no-store" });
        found = (await answer.json()).drafts;
        if (found.some((one) => one.page === left.page && one.number >= left.number)) break;
      } catch {
        continue; // the draft stays on the server, for the next time
      }
    }
    if (Object.keys(this.changed()).length) this.waiting(found[0]);
    else this.offer(found);
    this.last = JSON.stringify(this.changed());
  }

  offer(held) {
    for (const draft of held) if (this.put(draft)) return;
  }

  /** Somebody types here already: nothing is written over it. */
  waiting(draft) {
    if (!draft) return;
    this.dropped = draft;
    this.say(say(this.words.wordsWaiting, { time: draft.saved }), true);
  }

  // --- reading the form ---

  controls(name) {
    return [...this.form.elements].filter((one) => one.name && (!name || one.name === name) && !OTHER.has(one.type));
  }

  values() {
    const found = {};
    for (const control of this.controls()) {
      const values = (found[control.name] ??= []);
      if (control.type === "checkbox" || control.type === "radio") {
        if (control.checked) values.push(control.value);
      } else if (control.type === "select-multiple") {
        values.push(...[...control.selectedOptions].map((one) => one.value));
      } else {
        values.push(control.value);
      }
    }
    return found;
  }

  changed() {
    const now = this.values();
    return Object.fromEntries(
      Object.entries(now).filter(([name, values]) => this.always.has(name) || !same(values, this.drawn[name] ?? [])),
    );
  }

  /** What the page showed, as the hidden fields of a form say it that two may have open; else as it was drawn. */
  shown(name) {
    const hidden = this.hidden(name);
    return hidden.length ? hidden.map((one) => one.value) : (this.seen[name] ?? this.drawn[name] ?? []);
  }

  hidden(name) {
    return [...this.form.elements].filter((one) => one.name === `initial-${name}`);
  }

  label(name) {
    const control = this.controls(name)[0];
    const field = control?.closest(".field");
    const words = field?.querySelector("legend") ?? field?.querySelector("label");
    return words?.firstChild?.textContent.trim() || name;
  }

  // --- putting back ---

  put(draft) {
    const changed = [];
    const gone = [];
    const before = this.values();
    this.filling = true;
    for (const [name, values] of Object.entries(draft.fields)) {
      if (same(values, before[name])) {
        // a browser puts back what was typed too, without what was seen then; unless it was saved after all
        if (!same(values, this.shown(name))) this.remember(name, draft.seen[name]);
        continue;
      }
      const now = this.shown(name);
      if (!same(now, draft.seen[name] ?? [])) changed.push(this.label(name));
      if (!this.write(name, values, draft.options[name])) {
        gone.push(name);
        continue;
      }
      this.remember(name, draft.seen[name]);
    }
    this.filling = false;
    this.rest = gone.length ? { draft, names: new Set(gone) } : null;
    this.replaces = [...new Set([...this.replaces, draft.page])];
    this.carry();
    if (same(flat(before), flat(this.values())) && !gone.length) return false; // it was saved after all
    this.form.closest("details")?.setAttribute("open", "");
    this.tell("saved", draft.saved);
    const lines = [say(this.words.wordsPutBack, { time: draft.saved })];
    if (changed.length) lines.push(say(this.words.wordsChanged, { fields: changed.join(", ") }));
    const lost = gone.filter((name) => this.controls(name).length);
    if (lost.length) lines.push(say(this.words.wordsGone, { fields: lost.map((name) => this.label(name)).join(", ") }));
    this.say(lines.join(" "), false);
    return true;
  }

  /** Fields that came into the page after the others were put back. */
  putRest() {
    if (!this.rest) return;
    const { draft, names } = this.rest;
    this.filling = true;
    for (const name of names) if (this.write(name, draft.fields[name], draft.options[name])) names.delete(name);
    this.filling = false;
    if (!names.size) this.rest = null;
  }

  /** False where the form has no such field, or no such choice any more. */
  write(name, values, options = []) {
    const controls = this.controls(name);
    if (!controls.length) return false;
    controls.forEach((control, place) => {
      if (control.type === "checkbox" || control.type === "radio") {
        control.checked = values.includes(control.value);
      } else if (control.tomselect) {
        for (const option of options) control.tomselect.addOption(option);
        control.tomselect.setValue(values[0] ?? "");
      } else if (control.options) {
        if (!values.every((value) => [...control.options].some((option) => option.value === value))) return;
        for (const option of control.options) option.selected = values.includes(option.value);
      } else {
        control.value = values[place] ?? "";
      }
    });
    const tell = () => {
      for (const kind of ["input", "change"]) controls[0].dispatchEvent(new Event(kind, { bubbles: true }));
    };
    if (isHeard) tell();
    else untold.push(tell);
    return same(this.values()[name], values);
  }

  /** The save compares with what was seen when this was typed. */
  remember(name, values = []) {
    this.seen[name] = values;
    const hidden = this.hidden(name);
    if (!hidden.length) return;
    this.original[name] ??= hidden.map((one) => one.value);
    const [first, ...others] = hidden;
    for (const other of others) other.remove();
    first.value = values[0] ?? "";
    for (const value of values.slice(1).reverse()) {
      const more = first.cloneNode();
      more.removeAttribute("id");
      more.value = value;
      first.after(more);
    }
  }

  drop() {
    this.dropped ??= { page: this.page, saved: "", fields: {}, seen: {}, options: {} };
    const fields = this.changed();
    if (Object.keys(fields).length) this.dropped = { ...this.dropped, ...this.content(fields) };
    this.filling = true;
    for (const name of Object.keys(fields)) this.write(name, this.drawn[name] ?? []);
    for (const [name, values] of Object.entries(this.original)) this.remember(name, values);
    this.filling = false;
    this.rest = null;
    this.dirty = true;
    this.flush();
    this.last = JSON.stringify(this.changed());
    this.say(this.words.wordsDropped, true);
    this.told.querySelector("[data-draft-put-back]").focus();
  }

  putBack() {
    const draft = this.dropped;
    this.dropped = null;
    this.put(draft);
    this.touch();
    this.controls(Object.keys(draft.fields)[0])[0]?.focus();
  }

  // --- saving ---

  content(fields) {
    const names = Object.keys(fields);
    const options = {};
    for (const name of names) {
      const lookup = this.controls(name).find((one) => one.tomselect)?.tomselect;
      const chosen = lookup?.items.map((value) => lookup.options[value]).filter(Boolean) ?? [];
      if (chosen.length) options[name] = chosen.map(({ value, label, detail = "", icon = "" }) => ({ value, label, detail, icon }));
    }
    return { fields, seen: Object.fromEntries(names.map((name) => [name, this.shown(name)])), options };
  }

  touch() {
    if (this.filling) return;
    const now = JSON.stringify(this.changed());
    if (now === this.last) return;
    this.last = now;
    if (!this.dirty) this.since = Date.now();
    this.dirty = true;
    this.goesOut = false;
    clearTimeout(this.timer);
    if (Date.now() - this.since > LONGEST) this.flush();
    else this.timer = setTimeout(() => this.flush(), WAIT);
  }

  /** Resolves when all that was typed is kept, or could not be. */
  async flush() {
    clearTimeout(this.timer);
    if (isLoginAsked()) {
      this.timer = setTimeout(() => this.flush(), RETRY); // the form that waits for the login is saved first
      return;
    }
    while (this.saving || this.dirty) {
      this.saving ??= this.save().finally(() => {
        this.saving = null;
      });
      if (!(await this.saving)) return;
    }
  }

  async save() {
    this.dirty = false;
    this.number += 1;
    const [form, of] = this.words.draft.split(" ");
    const replaces = this.replaces.filter((page) => page !== this.page);
    const what = { form, of, page: this.page, number: this.number, replaces, ...this.content(this.changed()) };
    const body = JSON.stringify(what);
    const headers = { "Content-Type": "application/json", "X-Requested-With": "drafts" };
    try {
      const keepalive = body.length < MOST_KEEPALIVE;
      const response = await send(this.words.url, { method: "POST", body, headers, keepalive }, renewQuietly);
      if (response.status === 413) {
        this.dirty = true;
        this.failed = (await response.json()).refused;
        this.tell("unsaved", "", this.failed);
        return false;
      }
      if (!response.ok) throw new Error(`draft: ${response.status}`);
      const { saved, left_out: leftOut } = await response.json();
      this.replaces = this.replaces.filter((page) => !replaces.includes(page));
      this.carry();
      this.failed = "";
      this.pause = RETRY;
      if (what.number === this.number) sessionStorage.removeItem(`draft ${this.words.draft}`);
      this.tell("saved", saved, leftOut.length ? say(this.words.wordsLeftOut, { fields: leftOut.map((name) => this.label(name)).join(", ") }) : "");
      return true;
    } catch {
      this.dirty = true;
      this.failed = this.words.wordsUnsaved;
      this.tell("unsaved");
      this.timer = setTimeout(() => this.flush(), this.pause);
      this.pause = Math.min(2 * this.pause, 12 * RETRY);
      return false;
    }
  }

  /** Once more, whatever is on its way: the page goes. */
  leave() {
    if (!this.dirty && !this.saving) return;
    if (this.dirty && !isLoginAsked()) this.save();
    sessionStorage.setItem(`draft ${this.words.draft}`, JSON.stringify({ page: this.page, number: this.number }));
  }

  /** The save of the form forgets the draft, and those it was put back from. */
  carry() {
    this.mark.querySelector("[name=draft]").value = [this.words.draft, this.page, ...this.replaces].join(" ");
  }

  // --- telling ---

  tell(state, time = "", more = "") {
    for (const icon of this.mark.querySelectorAll("[data-draft-when]")) {
      icon.hidden = icon.dataset.draftWhen !== state || (state === "saved" && !time && !more);
    }
    const words = state === "unsaved" ? this.words.wordsUnsaved : time ? say(this.words.wordsSaved, { time }) : "";
    const line = [words, more].filter(Boolean).join(" · ");
    const place = this.mark.querySelector("[data-draft-words]");
    if (place.textContent !== line) place.textContent = line; // read aloud only where it says something else
    this.mark.dataset.state = line ? state : "";
  }

  say(text, offered) {
    this.told.querySelector("[data-draft-text]").textContent = text;
    this.told.querySelector("[data-draft-put-back]").hidden = !offered;
    this.told.querySelector("[data-draft-drop]").hidden = offered;
    this.told.hidden = false;
    if (this.told.parentElement !== this.form) this.form.prepend(this.told);
  }
}

function same(one = [], other = []) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function flat(values) {
  return Object.entries(values).sort().flat(2);
}

function say(words, gaps) {
  return Object.entries(gaps).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words);
}

/** What the page before this one in this tab could not wait for. */
function leftBehind(key) {
  const left = sessionStorage.getItem(`draft ${key}`);
  sessionStorage.removeItem(`draft ${key}`);
  return left ? JSON.parse(left) : null;
}

function touched(event) {
  const form = event.target.form ?? event.target.closest?.("form");
  drafts.get(form)?.touch();
}
document.addEventListener("input", touched);
document.addEventListener("change", touched);

document.addEventListener("form:going", (event) => {
  const all = [...drafts.values()];
  const own = drafts.get(event.target);
  if (own) own.goesOut = true;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  event.detail.push(Promise.race([patience, Promise.all(all.map((draft) => draft.flush()))]));
});

function leave() {
  for (const draft of drafts.values()) draft.leave();
}
addEventListener("beforeunload", (event) => {
  const lost = [...drafts.values()].some((draft) => draft.failed && draft.dirty && !draft.goesOut);
  leave();
  if (lost) event.preventDefault();
});
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") leave();
});
addEventListener("online", () => {
  for (const draft of drafts.values()) draft.flush();
});
