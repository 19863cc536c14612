// Answers without network: pages that were kept, and the files that every page asks for.
// The list of files is written by the server, so a new version of any of them is a new worker.
"use strict";

const SHELL = {{ shell }};
const NO_NETWORK = "{% url "toolkit:offline" %}";
const FILES = "files";
const PAGES = "pages";
const PATIENCE = 4000; // milliseconds that a slow network has before a kept page is shown
const GONE = [403, 404, 410];

async function prepare() {
  const files = await caches.open(FILES);
  const there = await Promise.all(SHELL.map((file) => files.match(file)));
  await files.addAll(SHELL.filter((_file, at) => !there[at]));
  // As a visitor: whoever holds the phone next must not find a name on it.
  await files.add(new Request(NO_NETWORK, { credentials: "omit", cache: "reload" }));
  await self.skipWaiting();
}

// Files of earlier versions stay while a kept page still names them.
async function tidy() {
  const [files, pages] = await Promise.all([caches.open(FILES), caches.open(PAGES)]);
  const kept = await Promise.all((await pages.matchAll()).map((page) => page.text()));
  for (const request of await files.keys()) {
    const { pathname } = new URL(request.url);
    const isNamed = kept.some((text) => text.includes(pathname));
    if (!isNamed && pathname !== NO_NETWORK && !SHELL.includes(pathname)) await files.delete(request);
  }
  await self.clients.claim();
}

async function file(request) {
  return (await caches.match(request, { cacheName: FILES, ignoreVary: true })) ?? fetch(request);
}

const after = (wait, answer) => new Promise((done) => setTimeout(done, wait, answer));

async function page(event) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(event.request, { ignoreVary: true });
  const asked = fetch(event.request).then((answer) => {
    if (kept && answer.ok) event.waitUntil(pages.put(event.request, answer.clone()));
    if (kept && GONE.includes(answer.status)) event.waitUntil(pages.delete(event.request));
    return answer;
  });
  try {
    if (!kept) return await asked;
    event.waitUntil(asked.catch(() => {}));
    return await Promise.race([asked, after(PATIENCE, kept.clone())]);
  } catch {
    return kept ?? (await caches.match(NO_NETWORK, { cacheName: FILES, ignoreVary: true }));
  }
}

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(location.origin)) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (request.destination) event.respondWith(file(request));
});
