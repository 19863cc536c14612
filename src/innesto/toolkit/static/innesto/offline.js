// Pages that stay readable without network, and notes that wait for it. Loaded only by pages that
// keep something on the device, and where one signs out. Every form works without this file.
"use strict";

const PAGES = "pages";
const MOST = 40; // pages kept; the oldest gives way
const OUTBOX = "outbox";
const AGAIN_AFTER = 60_000; // milliseconds
const canKeep = window.isSecureContext && "serviceWorker" in navigator && "indexedDB" in window;

// The outbox: one row a note, by the key under which the server takes it once.
function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("innesto", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(OUTBOX, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function inOutbox(mode, ask) {
  const base = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const work = base.transaction(OUTBOX, mode);
      const asked = ask(work.objectStore(OUTBOX));
      work.oncomplete = () => resolve(asked.result);
      work.onabort = () => reject(work.error);
    });
  } finally {
    base.close();
  }
}

const store = (note) => inOutbox("readwrite", (notes) => notes.put(note));
const drop = (key) => inOutbox("readwrite", (notes) => notes.delete(key));

async function notesInOrder() {
  const notes = await inOutbox("readonly", (all) => all.getAll());
  return notes.sort((one, other) => one.written.localeCompare(other.written));
}

// The page itself.
async function keepPage() {
  const pages = await caches.open(PAGES);
  if (!(await pages.match(location.href))) await pages.add(location.href);
  for (const old of (await pages.keys()).slice(0, -MOST)) await pages.delete(old);
}

async function listKeptPages(box) {
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    const text = await (await pages.match(request)).text();
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = new DOMParser().parseFromString(text, "text/html").title;
    const row = document.createElement("li");
    row.append(link);
    box.querySelector("ul").append(row);
    box.hidden = false;
  }
}

// Whoever signs out leaves nothing behind, and is asked before a note is lost.
async function leaveNothing() {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await inOutbox("readwrite", (notes) => notes.clear());
  localStorage.clear();
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all(workers.map((worker) => worker.unregister()));
}

async function signOut(form) {
  const drafts = Object.keys(localStorage).filter((name) => name.startsWith("draft "));
  const count = (await notesInOrder()).length + drafts.length;
  if (count && !confirm(form.dataset.signOut.replace("{n}", count))) return;
  await leaveNothing();
  form.submit();
}

// Why a note was refused, in the words of the page that refused it.
async function reasonOf(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const words = page.querySelector("[data-error-summary] ul") ?? page.querySelector("h1");
  return words?.textContent.trim().replace(/\s+/g, " ") || String(answer.status);
}

function body(note, token) {
  const form = new FormData();
  note.fields.forEach(([name, value]) => form.append(name, value));
  form.append("csrfmiddlewaretoken", token);
  form.append("outbox_key", note.key);
  form.append("outbox_written", note.written);
  return form;
}

function keepWaiting(box) {
  const part = (name) => box.querySelector(`[data-${name}]`);
  const words = (name, count) =>
    box.dataset[`${name}${count === 1 ? "One" : "Many"}`].replace("{n}", count);
  const moment = (text) =>
    new Date(text).toLocaleString(document.documentElement.lang, {
      dateStyle: "long",
      timeStyle: "short",
    });
  const person = box.dataset.person;
  const forms = [...document.querySelectorAll("form[data-offline]")];
  let isSignedOut = false;
  let token = "";

  function drawNote(note) {
    const row = part("queue-row").content.cloneNode(true);
    const inside = (name) => row.querySelector(`[data-row-${name}]`);
    const typed = note.fields.filter(([, value]) => typeof value === "string");
    inside("title").textContent = note.title;
    inside("moment").textContent = moment(note.written);
    inside("words").textContent = typed
      .map(([, value]) => value)
      .find((value) => value.includes(" "))?.slice(0, 140) ?? "";
    inside("refused").hidden = !note.refused;
    inside("reason").textContent = note.refused;
    inside("correct").addEventListener("click", () => correct(note));
    inside("delete").addEventListener("click", async () => {
      if (!confirm(box.dataset.sure)) return;
      await drop(note.key);
      await draw();
    });
    return row;
  }

  async function draw() {
    const notes = await notesInOrder();
    const own = notes.filter((note) => note.person === person);
    const refused = own.filter((note) => note.refused).length;
    const waiting = own.length - refused;
    const others = notes.length - own.length;
    const lines = [];
    if (waiting) lines.push(isSignedOut ? box.dataset.signedOut : words("waits", waiting));
    if (refused) lines.push(words("refused", refused));
    if (others) lines.push(box.dataset.others.replace("{n}", others));
    part("queue-line").textContent = lines.join(" ");
    part("queue-rows").replaceChildren(...own.map(drawNote));
    part("queue-send").hidden = !waiting || isSignedOut;
    part("queue-sign-in").hidden = !isSignedOut;
    part("queue").hidden = !notes.length;
    const last = localStorage.getItem("outbox-sent");
    part("queue-last").hidden = !last;
    if (last) part("queue-last").textContent = box.dataset.last.replace("{moment}", moment(last));
  }

  // Somebody who waits for the answer to one note gets it; the others go in the order of writing.
  async function sendAll(awaited = "") {
    let answered = null;
    const asked = await fetch(box.dataset.outbox, { headers: { Accept: "application/json" } });
    const who = await asked.json();
    isSignedOut = who.person === null;
    token = who.token;
    for (const note of await notesInOrder()) {
      if (note.refused || note.person !== String(who.person)) continue;
      const answer = await fetch(note.action, {
        method: "POST",
        body: body(note, token),
        headers: { Outbox: note.key === awaited ? "now" : "later" },
      });
      if (note.key === awaited) answered = answer;
      if (answer.status === 201) {
        await drop(note.key);
        localStorage.setItem("outbox-sent", new Date().toISOString());
      } else if (answer.ok || answer.status >= 500 || answer.status === 429) {
        break; // signed out meanwhile, or the server is ill: everything waits
      } else {
        await store({ ...note, refused: await reasonOf(answer) });
      }
    }
    return answered;
  }

  async function send(awaited) {
    try {
      return await navigator.locks.request(OUTBOX, () => sendAll(awaited));
    } catch {
      return null; // no network
    } finally {
      await draw();
    }
  }

  async function sendWaiting() {
    const before = localStorage.getItem("outbox-sent");
    if ((await notesInOrder()).some((note) => !note.refused)) await send();
    if (localStorage.getItem("outbox-sent") === before) return;
    await caches.open(PAGES).then((pages) => pages.add(location.href)).catch(() => {});
  }

  // What was refused is written again where it was written; what was not taken gets a new key.
  function correct(note) {
    sessionStorage.setItem("outbox-correct", note.key);
    if (new URL(note.page, location).pathname === location.pathname) takeUp();
    else location.assign(note.page);
  }

  async function takeUp() {
    const key = sessionStorage.getItem("outbox-correct");
    const note = key && (await notesInOrder()).find((one) => one.key === key);
    const form = note && forms.find((one) => addressOf(one) === note.action);
    if (!form) return;
    sessionStorage.removeItem("outbox-correct");
    fill(form, note.fields);
    form.dataset.corrects = key;
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }

  function addressOf(form, submitter) {
    const address = submitter?.getAttribute("formaction") ?? form.getAttribute("action");
    return new URL(address || location.href, location.href).href;
  }

  async function take(form, submitter) {
    const fields = [...new FormData(form, submitter)];
    const note = {
      key: crypto.randomUUID(),
      person,
      title: form.dataset.offline,
      page: location.pathname + location.search,
      action: addressOf(form, submitter),
      fields: fields.filter(([name]) => name !== "csrfmiddlewaretoken"),
      written: new Date().toISOString(),
      refused: "",
    };
    await store(note);
    if (form.dataset.corrects) await drop(form.dataset.corrects);
    delete form.dataset.corrects;
    const answer = await send(note.key);
    if (answer?.status === 201) {
      location.assign(answer.headers.get("Location"));
    } else if (answer?.status === 422) {
      await drop(note.key); // the page with the errors keeps the words
      if (submitter?.hasAttribute("formaction")) form.action = note.action;
      if (submitter?.name) form.append(hidden(submitter.name, submitter.value));
      if (form.elements.csrfmiddlewaretoken) form.elements.csrfmiddlewaretoken.value = token;
      form.append(hidden("outbox_key", note.key), hidden("outbox_written", note.written));
      form.submit();
    } else {
      form.reset();
      part("queue-line").focus();
    }
  }

  function hidden(name, value) {
    return Object.assign(document.createElement("input"), { type: "hidden", name, value });
  }

  for (const form of forms) {
    let isTaking = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (isTaking) return;
      isTaking = true;
      take(form, event.submitter)
        .catch(() => form.submit()) // nothing can be kept on this device
        .finally(() => {
          isTaking = false;
        });
    });
  }
  part("queue-send").addEventListener("click", sendWaiting);
  window.addEventListener("online", sendWaiting);
  document.addEventListener("visibilitychange", () => document.hidden || sendWaiting());
  setInterval(() => document.hidden || sendWaiting(), AGAIN_AFTER);
  takeUp();
  draw().then(sendWaiting);
}

async function beginOffline() {
  const box = document.querySelector("[data-offline-box]");
  const kept = document.querySelector("[data-kept-pages]");
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      signOut(form).catch(() => form.submit());
    });
  }
  if (kept) await listKeptPages(kept);
  if (!box) return;
  // Pages kept for somebody else are not for this person.
  if (localStorage.getItem("offline-person") !== box.dataset.person) await caches.delete(PAGES);
  localStorage.setItem("offline-person", box.dataset.person);
  if (box.dataset.person) keepWaiting(box);
  await navigator.serviceWorker.register(box.dataset.offlineBox);
  await navigator.serviceWorker.ready;
  await keepPage();
  box.querySelector("[data-offline-kept]").hidden = false;
}

if (canKeep) beginOffline().catch(() => {});
