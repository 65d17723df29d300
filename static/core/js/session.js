// Nothing typed is lost when the session ends. Before a form is posted the page asks whether its own user is
// still signed in; if not, the login opens in a dialog over the page and the form goes out afterwards.
const dialog = document.querySelector("[data-session-dialog]");
const page = dialog?.dataset ?? {}; // whose page this is, and where to ask
const PATIENCE = 10_000; // a server that is silent for so long is said to be away
const cleared = new WeakSet(); // forms that may go out now
const held = new WeakSet(); // forms that wait for an answer, or are on their way

if (page.user) document.addEventListener("submit", guard, true);

async function guard(event) {
  const form = event.target;
  const submitter = event.submitter;
  if (submitter?.getAttribute("aria-disabled") === "true") {
    event.preventDefault(); // focusable so that the reason beside it can be heard, but not to be pressed
    return;
  }
  const method = (submitter?.getAttribute("formmethod") || form.getAttribute("method") || "get").toLowerCase();
  if (method !== "post" || form.hasAttribute("data-no-session-check") || dialog.contains(form)) return;
  if (form.closest("[hx-post], [data-hx-post]") === form) return; // htmx answers for itself, see requests.js
  if (cleared.delete(form)) {
    letGoLater(form);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (held.has(form)) return; // the second click of a double click
  held.add(form);
  form.setAttribute("aria-busy", "true");
  if (await holdSession()) {
    await announce(form);
    cleared.add(form);
    form.requestSubmit(submitter);
    cleared.delete(form); // the browser itself found a field wanting: nothing was sent
  } else {
    letGo(form);
  }
}

function letGo(form) {
  held.delete(form);
  form.removeAttribute("aria-busy");
}

// a download leaves the page standing: its form can be used again after a while
function letGoLater(form) {
  setTimeout(() => letGo(form), 4000);
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) letGo(form);
});

/** `fetch` with the token of this page. An ended session, or a token that another tab made old, is put right by
 * `hold` before it is sent once more. */
export async function send(url, options, hold = holdSession) {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const headers = { ...options.headers, "X-CSRFToken": token };
  const response = await fetch(url, { ...options, headers });
  const refused = response.headers.has("X-Login-Required") || response.headers.has("X-Csrf-Failed");
  if (refused && hold && (await hold())) return send(url, options, null);
  return response;
}

/** True once the page's own user is signed in; false when the answer is no, or the user gave up. */
export async function holdSession() {
  for (;;) {
    let state;
    try {
      state = await ask();
    } catch {
      if ((await show("offline")) === "retry") continue;
      return false;
    }
    if (!state.authenticated) {
      state = await logIn();
      if (!state) return false;
    }
    if (String(state.user) !== page.user) {
      await show("other");
      return false;
    }
    renew(state.csrf);
    return true;
  }
}

export function isLoginAsked() {
  return dialog?.open === true;
}

/** Asks nothing of anybody: true where the page's own user is signed in, perhaps by another tab. */
export async function renewQuietly() {
  const state = await ask();
  if (!state.authenticated || String(state.user) !== page.user) return false;
  renew(state.csrf);
  return true;
}

/** Tells everybody who keeps something of the page that this form goes out; resolves when they are done. */
export function announce(form) {
  const waits = [];
  form.dispatchEvent(new CustomEvent("form:going", { bubbles: true, detail: waits }));
  return Promise.all(waits);
}

async function ask() {
  const giveUp = new AbortController();
  const silence = setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    const response = await fetch(page.sessionUrl, { cache: "no-store", signal: giveUp.signal });
    if (!response.ok) throw new Error(`session state: ${response.status}`);
    return await response.json();
  } finally {
    clearTimeout(silence);
  }
}

/** Every form and every htmx request of this page carries the token that goes with the new session. */
function renew(token) {
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
}

/** Opens one part of the dialog; resolves to the value of the button that closed it. */
function show(part) {
  for (const section of dialog.querySelectorAll("[data-part]")) section.hidden = section.dataset.part !== part;
  dialog.setAttribute("aria-labelledby", `session-${part}-title`);
  dialog.returnValue = "";
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
    dialog.showModal();
  });
}

async function logIn() {
  const place = dialog.querySelector("[data-login-form]");
  const trouble = dialog.querySelector("[data-login-trouble]");
  const inactive = dialog.querySelector("[data-login-inactive]");
  trouble.hidden = inactive.hidden = true;
  let signedIn = null;

  const done = (state) => {
    signedIn = state;
    if (dialog.open) dialog.close();
  };

  const take = async (response) => {
    if ((response.headers.get("Content-Type") || "").includes("application/json")) {
      done(await response.json());
      return;
    }
    if (response.redirected && new URL(response.url).pathname === inactive.dataset.loginInactive) {
      inactive.hidden = false;
      return;
    }
    if (response.redirected || (!response.ok && response.status !== 422)) throw new Error(String(response.status));
    place.innerHTML = await response.text();
    const mail = place.querySelector("[name=login]");
    if (mail && !mail.value) mail.value = page.email;
    place.querySelector("[name=password]")?.focus();
  };
  const send = async (event) => {
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector("[type=submit]");
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    trouble.hidden = inactive.hidden = true;
    try {
      const state = await ask(); // another tab may have logged in meanwhile, and changed the token
      if (state.authenticated) {
        done(state);
        return;
      }
      form.querySelector("[name=csrfmiddlewaretoken]").value = state.csrf;
      await take(await fetch(page.loginUrl, { method: "POST", body: new FormData(form) }));
    } catch {
      trouble.hidden = false;
    } finally {
      button.removeAttribute("aria-busy");
    }
  };
  const close = (event) => {
    if (event.target.closest("[data-dialog-close]")) dialog.close();
  };

  try {
    await take(await fetch(page.loginUrl, { cache: "no-store" }));
  } catch {
    place.replaceChildren();
    trouble.hidden = false;
  }
  if (signedIn) return signedIn;
  place.addEventListener("submit", send);
  place.addEventListener("click", close);
  const closed = show("login");
  place.querySelector("[name=password]")?.focus();
  await closed;
  place.removeEventListener("submit", send);
  place.removeEventListener("click", close);
  place.replaceChildren(); // no password stays in the page
  return signedIn;
}
