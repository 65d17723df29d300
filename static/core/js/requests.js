// htmx: what goes wrong is said in words; an ended session opens the login and the request is sent again, and so
// it is when another tab logged in meanwhile, which made the token of this page an old one.
import { holdSession } from "./session.js";
import { say, unsay } from "./messages.js";

const PATIENCE = 10_000; // how long silence is left without a word
const asked = new WeakMap(); // last, by the place that the answer fills

// On a slow line a second thing is asked before the first one came: of what is only read the last one shows, and
// what was done is told before anything else takes its place.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { target, elt } = event.detail;
  const before = asked.get(target);
  if (before && before.elt !== elt && !isRead(before) && isUnderWay(before.xhr)) event.preventDefault();
});
document.addEventListener("htmx:beforeSend", ({ detail }) => {
  asked.set(detail.target, detail);
  detail.elt.addEventListener("htmx:beforeOnLoad", leaveOut); // on itself: it may be out of the page by then
  const silence = setTimeout(() => say("moment"), PATIENCE);
  detail.xhr.addEventListener("loadend", () => clearTimeout(silence));
});

function leaveOut(event) {
  const { target, xhr } = event.detail;
  if (isRead(event.detail) && asked.get(target)?.xhr !== xhr) event.preventDefault();
}

function isRead({ requestConfig }) {
  return requestConfig.verb === "get";
}

function isUnderWay({ readyState }) {
  return readyState > XMLHttpRequest.UNSENT && readyState < XMLHttpRequest.DONE;
}

document.addEventListener("htmx:responseError", async (event) => {
  const { xhr, requestConfig, target } = event.detail;
  if (xhr.status === 401 && xhr.getResponseHeader("X-Login-Required")) {
    if (await holdSession()) repeat(requestConfig, target);
  } else if (xhr.status === 403 && xhr.getResponseHeader("X-Csrf-Failed")) {
    if (requestConfig.headers["X-Repeated"]) say("expired");
    else if (await holdSession()) {
      say("renewed");
      repeat(requestConfig, target, { "X-Repeated": "1" });
    }
  } else if (xhr.status === 403) {
    say("refused");
  } else if (xhr.status === 503) {
    say("moment");
  } else {
    say("failed");
  }
});
document.addEventListener("htmx:afterOnLoad", ({ detail }) => detail.xhr.status < 400 && unsay("moment"));
document.addEventListener("htmx:sendError", () => say("offline"));
document.addEventListener("htmx:timeout", () => say("offline"));

function repeat(config, target, headers = {}) {
  const values = config.formData;
  if (values.has("csrfmiddlewaretoken")) {
    values.set("csrfmiddlewaretoken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]);
  }
  const source = document.contains(config.elt) ? config.elt : document.body;
  window.htmx.ajax(config.verb, config.path, { source, target, values, headers });
}
