// Adds the point of the telephone to the place, only when asked. Without this file the place is written in words.
const box = document.querySelector("[data-place]");
if (box && navigator.geolocation) {
  const status = box.querySelector("[role=status]");
  const form = box.closest("form");
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    status.textContent = box.dataset.working;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.lat.value = coords.latitude.toFixed(5);
        form.elements.lon.value = coords.longitude.toFixed(5);
        status.textContent = box.dataset.done;
      },
      () => { status.textContent = box.dataset.failed; },
      { timeout: 15000, maximumAge: 60000 },
    );
  });
}
