// "Near me": asks the telephone for its point only when tapped, and sends it once, to be turned into a district.
for (const form of document.querySelectorAll("form[data-near]")) {
  if (!navigator.geolocation) continue;
  const status = form.querySelector("[role=status]");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    if (form.elements.lat.value) return;
    event.preventDefault();
    status.textContent = form.dataset.working;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.lat.value = coords.latitude.toFixed(2);
        form.elements.lon.value = coords.longitude.toFixed(2);
        delete form.dataset.sent;
        form.submit();
      },
      () => { status.textContent = form.dataset.failed; delete form.dataset.sent; },
      { timeout: 15000, maximumAge: 600000 },
    );
  });
}
