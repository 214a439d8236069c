// Solves the ALTCHA challenge of a form: finds a counter whose derived key begins with the asked prefix.
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

const solve = async (challenge) => {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
  const kdf = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  for (let counter = 0; ; counter++) {
    new DataView(password.buffer).setUint32(password.length - 4, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derivedKey = hex(await crypto.subtle.deriveBits(kdf, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
};

for (const box of document.querySelectorAll("[data-captcha]")) {
  const form = box.closest("form");
  const answer = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  status.textContent = answer.value ? box.dataset.done : box.dataset.idle;
  let running;
  const run = () => (running ??= (async () => {
    if (answer.value) return;
    status.textContent = box.dataset.working;
    answer.value = await solve(JSON.parse(box.dataset.captcha));
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
