{% autoescape off %}// Stands between the pages and the network. It keeps the offline page and what that needs, the help page, and the
// directory of districts somebody has looked at; never a status, a photo, a child's page or anything of an office.
const ASSETS = {{ assets }};
const PAGES = {{ pages }};
importScripts(...{{ queue }});

const SHELL = "shell {{ version }}", KEPT = "kept", SETTINGS = "settings", SHARED = "shared";
const OWN = [SHELL, KEPT, SETTINGS, SHARED];
const PATIENCE = 4000, DAY = 86_400_000;
const KEEPS = /^\/[a-z]+\/(help\/|directory\/)$/;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(SHELL);
    await cache.addAll(ASSETS);
    await cache.add(new Request(PAGES[await language()], { credentials: "omit" }));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (!OWN.includes(name)) await caches.delete(name);
    await self.clients.claim();
  })());
});

const language = async () => {
  const kept = await (await caches.open(SETTINGS)).match("/language");
  const code = kept ? await kept.text() : "en";
  return code in PAGES ? code : "en";
};

const learn = async (code) => {
  if (!(code in PAGES)) return;
  await (await caches.open(SETTINGS)).put("/language", new Response(code));
  const cache = await caches.open(SHELL);
  const old = await cache.match(PAGES[code]);
  if (old && Date.now() - Date.parse(old.headers.get("Date")) < DAY) return;
  await cache.add(new Request(PAGES[code], { credentials: "omit" }));
};

self.addEventListener("message", (event) => event.waitUntil(learn(event.data.language)));

const offline = async (path) => {
  const cache = await caches.open(SHELL);
  const asked = path.split("/")[1];
  return (await cache.match(PAGES[asked] ?? "")) ?? (await cache.match(PAGES[await language()])) ?? Response.error();
};

const late = () => new Promise((_resolve, reject) => setTimeout(() => reject(new Error("slow")), PATIENCE));

const page = async (request, url) => {
  const keeps = KEEPS.test(url.pathname);
  const kept = keeps ? await (await caches.open(KEPT)).match(request) : undefined;
  try {
    // Only where something is kept does a slow network lose against it.
    const response = await (kept ? Promise.race([fetch(request), late()]) : fetch(request));
    if (keeps && response.ok) await (await caches.open(KEPT)).put(request, response.clone());
    return response;
  } catch {
    return kept ?? offline(url.pathname);
  }
};

const share = async (request) => {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    const photo = (await copy.formData()).get("photo");
    if (photo) await (await caches.open(SHARED)).put("/share", new Response(photo));
    return Response.redirect(PAGES[await language()], 303);
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/share") return event.respondWith(share(request));
  if (ASSETS.includes(url.pathname)) return event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  if (request.mode === "navigate") event.respondWith(page(request, url));
});

self.addEventListener("sync", (event) => {
  if (event.tag !== "reports") return;
  event.waitUntil(reports.sendAll().finally(async () => {
    for (const client of await self.clients.matchAll()) client.postMessage("reports");
  }));
});
{% endautoescape %}
