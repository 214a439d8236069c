// What is typed on a page of a report also stays on this telephone until the next page has come: a line that breaks in
// the middle of a sentence takes nothing with it. Gone when the page is answered, the report sent, or all is forgotten.
const PREFIX = "keep ", WEEK = 7 * 86_400_000;
const form = document.querySelector("form[data-keep]");
const name = form && `${PREFIX}${form.dataset.keep}`;
const inputs = () => Array.from(form.elements).filter(
  ({ name: own, type }) => own && own !== "csrfmiddlewaretoken" && !own.startsWith("captcha") && !["hidden", "file", "password"].includes(type),
);

for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
  const isOther = key !== name;
  const isOld = Date.now() - JSON.parse(localStorage[key]).at > WEEK;
  if (isOld || (isOther && document.querySelector("[data-keep], [data-forget-kept]"))) localStorage.removeItem(key);
}

if (form) {
  const kept = localStorage[name] && JSON.parse(localStorage[name]).values;
  const isFresh = inputs().every((input) => (["radio", "checkbox"].includes(input.type) ? !input.checked : !input.value || input.tagName === "SELECT" && !input.selectedIndex));
  if (kept && isFresh) {
    for (const input of inputs()) {
      const value = kept[input.type === "radio" || input.type === "checkbox" ? `${input.name}=${input.value}` : input.name];
      if (value === undefined) continue;
      if (typeof value === "boolean") input.checked = value;
      else input.value = value;
    }
  }
  form.addEventListener("input", () => {
    const values = {};
    for (const input of inputs()) {
      if (["radio", "checkbox"].includes(input.type)) values[`${input.name}=${input.value}`] = input.checked;
      else values[input.name] = input.value;
    }
    localStorage[name] = JSON.stringify({ at: Date.now(), values });
  });
}
document.querySelector("form[data-forget]")?.addEventListener("submit", () => localStorage.removeItem(name));
