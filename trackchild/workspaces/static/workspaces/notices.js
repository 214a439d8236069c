// The switch for notices in this browser: asks the browser, then tells the house where they may be sent.
const form = document.getElementById("notices");
const on = document.getElementById("notices-on"), off = document.getElementById("notices-off");
const cannot = document.getElementById("notices-cannot");

const bytes = (key) => Uint8Array.from(atob(key.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const word = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const show = (has) => { on.hidden = has; off.hidden = !has; cannot.hidden = true; };
const refuse = () => { on.hidden = off.hidden = true; cannot.hidden = false; };

const tell = (address, values) => {
  const body = new URLSearchParams(values);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return fetch(address, { method: "POST", body });
};

const begin = async () => {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || Notification.permission === "denied") return refuse();
  const worker = await navigator.serviceWorker.register(form.dataset.worker);
  show(Boolean(await worker.pushManager.getSubscription()));

  on.addEventListener("click", async () => {
    try {
      const options = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) };
      const kept = await worker.pushManager.subscribe(options);
      const answer = await tell(form.action, {
        endpoint: kept.endpoint, public_key: word(kept.getKey("p256dh")), secret: word(kept.getKey("auth")),
      });
      if (!answer.ok) { await kept.unsubscribe(); return refuse(); }
      show(true);
    } catch { refuse(); }
  });

  off.addEventListener("click", async () => {
    const kept = await worker.pushManager.getSubscription();
    if (kept) { await tell(form.dataset.forget, { endpoint: kept.endpoint }); await kept.unsubscribe(); }
    show(false);
  });
};

begin().catch(refuse);
