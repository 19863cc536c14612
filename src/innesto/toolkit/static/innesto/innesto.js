// What HTML cannot do by itself. Every page works without this file.
"use strict";

// An error summary takes the focus, so that keyboard and screen reader begin there.
function focusSummary() {
  document.querySelector("[data-error-summary]")?.focus();
}

// Where tabs do not fit beside each other, the present one is in view.
function showTab() {
  for (const tabs of document.querySelectorAll(".tabs > ul")) {
    const present = tabs.querySelector("[aria-current]")?.getBoundingClientRect();
    const strip = tabs.getBoundingClientRect();
    if (present?.right > strip.right) {
      tabs.scrollLeft += present.left - strip.left - (strip.width - present.width) / 2;
    }
  }
}

// What had the focus keeps it when htmx replaces the part around it.
let focused = "";
document.addEventListener("htmx:before:swap", () => {
  focused = document.activeElement?.id ?? "";
});
document.addEventListener("htmx:after:swap", () => {
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
});

// The menu of the phone closes with Escape.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(".menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Who leaves a page at once leaves it out of the way back too.
document.addEventListener("click", (event) => {
  const way = event.target.closest?.("[data-leave]");
  if (way) {
    event.preventDefault();
    location.replace(way.href);
  }
});

// Answers that were kept go back to their fields.
function fill(form, rows) {
  const values = new Map();
  rows.forEach(([name, value]) => values.set(name, [...(values.get(name) ?? []), value]));
  for (const field of form.elements) {
    if (!field.name || ["hidden", "file", "submit"].includes(field.type)) continue;
    const texts = values.get(field.name) ?? [];
    if (["checkbox", "radio"].includes(field.type)) field.checked = texts.includes(field.value);
    else if (field.options) {
      for (const option of field.options) option.selected = texts.includes(option.value);
    } else field.value = texts.shift() ?? "";
  }
}

// Drafts: a long form is saved some seconds after the last key. Without connection the answers
// wait in this browser until they are saved or the form is sent.
const PAUSE = 3000;
const AGAIN = 15000;

function keepDrafts(box) {
  const form = box.closest("form");
  const line = box.querySelector("[data-draft-line]");
  const place = ["draft", box.dataset.draft, form.elements.draft_form.value,
    form.elements.draft_subject.value].join(" ");
  let timer = 0;
  let isSent = false;
  let isUnsaved = false;

  const answers = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");

  function store() {
    const rows = answers().filter(([name]) => name !== "csrfmiddlewaretoken");
    localStorage.setItem(place, JSON.stringify({ at: Date.now() / 1000, rows }));
  }

  function wait() {
    store();
    line.textContent = box.dataset.draftOffline;
    timer = setTimeout(save, AGAIN);
  }

  async function save() {
    clearTimeout(timer);
    if (isSent) return;
    isUnsaved = false;
    try {
      const answer = await fetch(box.dataset.draft, {
        method: "POST",
        body: new URLSearchParams(answers()),
        headers: { Accept: "text/plain" },
      });
      if (!answer.ok) throw new Error(answer.status);
      localStorage.removeItem(place);
      line.textContent = await answer.text();
    } catch {
      if (!isSent) wait();
    }
  }

  function restore() {
    const kept = JSON.parse(localStorage.getItem(place) || "null");
    if (!kept) return;
    if (kept.at < Number(box.dataset.draftSaved)) {
      localStorage.removeItem(place);
      return;
    }
    fill(form, kept.rows);
    line.textContent = box.dataset.draftRestored;
    save();
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    isUnsaved = true;
    timer = setTimeout(save, PAUSE);
  });
  // Who reloads or leaves before the pause is over finds the last words too.
  window.addEventListener("pagehide", () => isUnsaved && !isSent && store());
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      isSent = true;
      clearTimeout(timer);
      localStorage.removeItem(place);
    } else {
      event.preventDefault();
      clearTimeout(timer);
      wait();
      line.focus();
    }
  });
  window.addEventListener("online", () => localStorage.getItem(place) && save());
  restore();
}

// A course remembers where one is, and where a film was left: said while it plays, when it stops
// and when the page is left. Without connection it waits in this browser.
const EVERY = 10000;

function keepPlace(form) {
  const say = (url, rows) => fetch(url, {
    method: "POST",
    body: new URLSearchParams([...new FormData(form), ...rows]),
    keepalive: true,
  });
  say(form.dataset.here, []).catch(() => {});
  const player = document.querySelector("video[data-left], audio[data-left]");
  if (!player) return;
  const place = `minute ${form.dataset.minute}`;
  let kept = JSON.parse(localStorage.getItem(place) || "null");
  let last = kept?.second ?? Number(player.dataset.left);
  const goOn = () => {
    if (last < player.duration - 5) player.currentTime = last;
  };

  async function send() {
    const sent = kept;
    try {
      const answer = await say(form.dataset.minute,
        [["secondo", sent.second], ["quando", sent.at]]);
      if (answer.ok && kept === sent) localStorage.removeItem(place);
    } catch { /* it waits until there is network */ }
  }

  function note() {
    const second = Math.floor(player.currentTime);
    if (second === last) return;
    last = second;
    kept = { second, at: Date.now() };
    localStorage.setItem(place, JSON.stringify(kept));
    send();
  }

  if (player.readyState) goOn();
  else player.addEventListener("loadedmetadata", goOn, { once: true });
  player.addEventListener("pause", note);
  setInterval(() => player.paused || note(), EVERY);
  window.addEventListener("pagehide", note);
  window.addEventListener("online", () => kept && send());
  if (kept) send();
}

function begin() {
  document.querySelectorAll("[data-here]:not([data-here-on])").forEach((form) => {
    form.dataset.hereOn = "";
    keepPlace(form);
  });
  focusSummary();
  showTab();
  document.querySelectorAll("[data-draft]:not([data-draft-on])").forEach((box) => {
    box.dataset.draftOn = "";
    keepDrafts(box);
  });
}

document.addEventListener("DOMContentLoaded", begin);
document.addEventListener("htmx:after:swap", begin);
