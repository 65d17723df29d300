// htmx: what goes wrong is said in words; an ended session opens the login and the request is sent again, and so
// it is when another tab logged in meanwhile, which made the token of this page an old one.
import { holdSession } from "./session.js";
import { say, unsay } from "./messages.js";

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
