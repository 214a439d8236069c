// The comparison of two children by keyboard, and its print button. The page says which keys work; every key does what
// a visible link, choice or button does, so the page works without this file too.

const ALIASES = { n: "j" };

const isTyping = (target) =>
  target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])") || target.isContentEditable;

// A choice is marked and a button only gains the focus: nothing is decided by one stray key.
const choose = (place) => {
  const choice = document.querySelectorAll("form[data-answers] input[type=radio]")[place - 1];
  if (!choice) return false;
  choice.click();
  choice.focus();
  return true;
};

const follow = (key) => {
  const target = document.querySelector(`[data-key="${CSS.escape(ALIASES[key] ?? key)}"]`);
  if (!target) return false;
  if ("focus" in target.dataset) target.focus();
  else target.click();
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  // A keyboard in another script still has its letters in their places.
  const letter = /^[a-z1-9]$/.test(key) ? key : event.code.replace(/^(Key|Digit)/, "").toLowerCase();
  if (!/^[a-z1-9]$/.test(letter)) return;
  if (/\d/.test(letter) ? choose(Number(letter)) : follow(letter)) event.preventDefault();
});

document.getElementById("keys")?.removeAttribute("hidden");
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
