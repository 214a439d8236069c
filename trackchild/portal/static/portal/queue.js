// Reports that wait on this telephone: kept in IndexedDB, sent once each, by the page or by the worker behind it.
(() => {
  const DAY = 86_400_000, KEEP_SENT = 7 * DAY;

  const open = () => new Promise((resolve, reject) => {
    const request = indexedDB.open("trackchild", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("reports", { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  const run = async (mode, work) => {
    const db = await open();
    try {
      return await new Promise((resolve, reject) => {
        const action = db.transaction("reports", mode);
        const request = work(action.objectStore("reports"));
        action.oncomplete = () => resolve(request.result);
        action.onerror = action.onabort = () => reject(action.error);
      });
    } finally {
      db.close();
    }
  };

  const put = (row) => run("readwrite", (store) => store.put(row));
  const remove = (key) => run("readwrite", (store) => store.delete(key));
  const all = async () => {
    const rows = await run("readonly", (store) => store.getAll());
    const old = rows.filter((row) => row.state === "sent" && Date.now() - row.sentAt > KEEP_SENT);
    for (const row of old) await remove(row.key);
    return rows.filter((row) => !old.includes(row)).sort((a, b) => b.fields.written_at.localeCompare(a.fields.written_at));
  };

  // A receipt secret made here, so that it is known even when the answer to the sending gets lost.
  const secret = () => {
    const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const drawn = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => letters[byte % 32]).join("");
    return `S-${drawn.slice(0, 4)}-${drawn.slice(4, 8)}-${drawn.slice(8)}`;
  };

  const post = async (row) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(row.fields)) body.append(name, value);
    if (row.photo) body.append("photo", row.photo, "photo.jpg");
    const challenge = await (await fetch(row.challenge, { cache: "no-store" })).json();
    body.append("captcha", await solveChallenge(challenge));
    return fetch(row.address, { method: "POST", body });
  };

  // Answers the row as it stands afterwards. A network that is away throws, so that the browser tries again later.
  const send = async (row) => {
    const response = await post(row);
    if (response.ok) {
      const told = await response.json();
      row = { key: row.key, kind: row.kind, state: "sent", sentAt: Date.now(), told, fields: { written_at: row.fields.written_at, secret: row.fields.secret } };
    } else if (response.status === 422) {
      row = { ...row, state: "mend", errors: (await response.json()).errors };
    } else {
      throw new Error(`answered ${response.status}`);
    }
    await put(row);
    return row;
  };

  // One sender at a time, be it a page or the worker: the server would keep the second one out, but why ask.
  const sendAll = () => navigator.locks.request("trackchild-reports", async () => {
    let failed;
    for (const row of await all()) {
      if (row.state !== "waiting") continue;
      try {
        await send(row);
      } catch (error) {
        failed = error;
        await put({ ...row, tries: row.tries + 1 });
      }
    }
    if (failed) throw failed;
  });

  self.reports = { all, put, remove, secret, sendAll };
})();
