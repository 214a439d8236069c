// Has the challenge of each form solved while the form is filled in; `solve.js` comes before this file.
for (const box of document.querySelectorAll("[data-captcha]")) {
  const form = box.closest("form");
  const answer = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  status.textContent = answer.value ? box.dataset.done : box.dataset.idle;
  let running;
  const run = () => (running ??= (async () => {
    if (answer.value) return;
    status.textContent = box.dataset.working;
    answer.value = await solveChallenge(JSON.parse(box.dataset.captcha));
    status.textContent = box.dataset.done;
  })());
  if (!globalThis.crypto?.subtle) {
    // An address without https has no cryptography: ask for the sum instead.
    const spare = box.querySelector("noscript");
    spare.outerHTML = spare.textContent;
    status.textContent = "";
    continue;
  }
  form.addEventListener("focusin", run, { once: true });
  form.addEventListener("submit", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    await run();
    form.requestSubmit(event.submitter);
  });
}
