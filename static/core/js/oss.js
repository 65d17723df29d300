// The one entry. Modules hook onto `data-` attributes; `connect` functions run for the page and for
// everything htmx puts into it later.
import "./flyout.js";
import "./focus.js";
import "./inputs.js";
import "./once.js";
import "./requests.js";
import "./session.js";
import "./shortcuts.js";
import { connectDrafts } from "./drafts.js";
import { connectErrors } from "./errors.js";
import { connectFields } from "./fields.js";
import { connectLookups } from "./lookup.js";
import { connectMessages } from "./messages.js";
import { connectNavigation } from "./navigation.js";
import { connectScrollers } from "./scroller.js";
import { connectTheme } from "./theme.js";

connectNavigation();
connectTheme();
connectMessages();
connect(document);
document.addEventListener("htmx:load", (event) => connect(event.target));

function connect(root) {
  connectLookups(root);
  connectScrollers(root);
  connectDrafts(root);
  connectErrors(root);
  connectFields(root);
}
