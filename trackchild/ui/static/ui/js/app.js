// Lets the worker in, tells it the language, and offers to install the app once a report was sent.
if (navigator.serviceWorker && isSecureContext) {
  navigator.serviceWorker.register(document.currentScript.dataset.worker);
  navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ language: document.documentElement.lang }));
}
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  const box = document.querySelector("[data-install]");
  if (!box) return;
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => event.prompt());
});
