// Single letters that press a button: who turned them off in the queues, has none anywhere in this browser.
const SETTING = "triage-keys";

export const lettersOn = () => localStorage.getItem(SETTING) !== "off";

export function turnLetters(on) {
  localStorage.setItem(SETTING, on ? "on" : "off");
}
