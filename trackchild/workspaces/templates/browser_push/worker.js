{% autoescape off %}// Shows what the house pushes and opens the inbox. It keeps nothing and answers for no page.
self.addEventListener("push", (event) => {
  const told = event.data?.json() ?? {};
  event.waitUntil(self.registration.showNotification(told.title ?? "TrackChild", { body: told.body ?? "", tag: told.tag }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow("{{ inbox }}"));
});
{% endautoescape %}
