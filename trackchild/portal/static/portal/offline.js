// The page for the time without a network: keeps a report on the telephone, shows what waits, sends when it can.
const box = document.querySelector("[data-queue]");
const list = box.querySelector("ul");
const words = box.dataset;
const template = box.querySelector("template");

const part = (card, name) => card.querySelector(`[data-part=${name}]`);

// As everywhere: 07-11-2026 17:05.
const moment = (at) => {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(at.getDate())}-${two(at.getMonth() + 1)}-${at.getFullYear()} ${two(at.getHours())}:${two(at.getMinutes())}`;
};

const card = (row) => {
  const item = template.content.firstElementChild.cloneNode(true);
  part(item, "title").textContent = row.kind === "missing" ? words.missing : words.sighting;
  part(item, "when").textContent = moment(new Date(row.fields.written_at));
  part(item, "state").textContent = words[row.state];
  part(item, "sent").hidden = row.state !== "sent";
  if (row.state === "sent") {
    part(item, "reference").textContent = row.told.reference;
    part(item, "secret").textContent = row.fields.secret;
    part(item, "station").textContent = row.told.station || words.nodal;
  }
  part(item, "retry").hidden = row.state !== "waiting";
  part(item, "mend").hidden = row.state !== "mend";
  part(item, "retry").addEventListener("click", flush);
  part(item, "mend").addEventListener("click", () => mend(row));
  part(item, "delete").addEventListener("click", async () => {
    if (row.state !== "sent" && !confirm(words.sure)) return;
    await reports.remove(row.key);
    show();
  });
  return item;
};

const show = async () => {
  const rows = await reports.all();
  list.replaceChildren(...rows.map(card));
  box.hidden = !rows.length;
};

const flush = async () => {
  box.querySelector("[role=status]").textContent = words.working;
  try {
    await reports.sendAll();
    box.querySelector("[role=status]").textContent = "";
  } catch {
    box.querySelector("[role=status]").textContent = words.away;
  }
  await show();
};

// Says a sentence at its field and as the first thing of the form.
const complain = (form, errors) => {
  for (const old of form.querySelectorAll(".error")) old.remove();
  for (const field of form.querySelectorAll(".has-error")) field.classList.remove("has-error");
  for (const [name, sentences] of Object.entries(errors)) {
    const input = form.querySelector(`[name="${name}"]`);
    const field = input?.closest(".field") ?? form.querySelector(".field");
    field.classList.add("has-error");
    for (const sentence of sentences) {
      const line = Object.assign(document.createElement("p"), { className: "error", textContent: sentence });
      field.prepend(line);
    }
  }
  form.querySelector(".has-error :is(input, select, textarea)")?.focus();
};

const unanswered = (form) => {
  const errors = {};
  for (const [name, sentence] of Object.entries(JSON.parse(form.dataset.required))) {
    if (!String(new FormData(form).get(name) ?? "").trim()) errors[name] = [sentence];
  }
  return errors;
};

const mend = (row) => {
  const form = document.querySelector(`form[data-offline=${row.kind}]`);
  form.closest("details").open = true;
  for (const [name, value] of Object.entries(row.fields)) {
    for (const input of form.querySelectorAll(`[name="${name}"]`)) {
      if (["radio", "checkbox"].includes(input.type)) input.checked = input.value === value || (input.type === "checkbox" && Boolean(value));
      else if (input.type !== "file") input.value = value;
    }
  }
  form.dataset.mends = row.key;
  complain(form, row.errors);
};

let shared;
for (const form of document.querySelectorAll("form[data-offline]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const errors = unanswered(form);
    complain(form, errors);
    if (Object.keys(errors).length) return;
    const fields = Object.fromEntries(Array.from(new FormData(form)).filter(([, value]) => typeof value === "string"));
    const earlier = (await reports.all()).find((row) => row.key === form.dataset.mends);
    const key = crypto.randomUUID();
    Object.assign(fields, { key, secret: reports.secret(), written_at: earlier?.fields.written_at ?? new Date().toISOString() });
    const photo = form.querySelector("input[type=file]").files[0] ?? shared ?? earlier?.photo;
    await reports.put({ key, kind: form.dataset.offline, address: form.action, challenge: words.challenge, fields, photo, state: "waiting", tries: 0 });
    if (earlier) await reports.remove(earlier.key);
    form.reset();
    delete form.dataset.mends;
    form.closest("details").open = false;
    shared = undefined;
    await show();
    box.scrollIntoView();
    box.querySelector("h2").focus();
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.sync?.register("reports").catch(() => undefined);
    await flush();
  });
}

// A photo that another app shared while there was no network waits in the worker's store.
const takeShared = async () => {
  const cache = await caches.open("shared");
  const kept = await cache.match("/share");
  if (!kept) return;
  shared = await kept.blob();
  await cache.delete("/share");
  const form = document.querySelector("form[data-offline=sighting]");
  form.closest("details").open = true;
  form.querySelector("[data-shared]").hidden = false;
};

addEventListener("online", flush);
navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "reports" && show());
if (globalThis.caches) await takeShared();
await show();
if ((await reports.all()).some((row) => row.state === "waiting")) await flush();
