// Reads the page aloud in its language, for whoever reads little. Without a voice for the language the button stays away.
const button = document.querySelector("[data-listen]");
const voices = globalThis.speechSynthesis;
const language = document.documentElement.lang;

const voice = () => voices.getVoices().find((one) => one.lang.split(/[-_]/)[0] === language);
const offer = () => { button.hidden = !voice(); };

// What is spoken: headings, paragraphs, labels and buttons in their order, nothing that is hidden.
const words = () => Array.from(
  document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, label, legend, button, .button)"),
  (part) => (part.checkVisibility?.() ?? true) && !part.querySelector("h1, h2, h3, p, li, label, legend") ? part.innerText.trim() : "",
).filter(Boolean);

if (button && voices) {
  offer();
  voices.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", () => {
    if (voices.speaking) {
      voices.cancel();
      button.textContent = button.dataset.listen;
      return;
    }
    const parts = words();
    button.textContent = button.dataset.stop;
    parts.forEach((text, number) => {
      const spoken = Object.assign(new SpeechSynthesisUtterance(text), { voice: voice(), lang: language, rate: 0.9 });
      if (number === parts.length - 1) spoken.onend = () => { button.textContent = button.dataset.listen; };
      voices.speak(spoken);
    });
  });
  addEventListener("pagehide", () => voices.cancel());
}
