// The frame around a package. It gives the package the programming interface of SCORM, which looks
// for it in the windows above its own, and sends the platform what the package reports: always
// the whole state, with a number, so that the last one wins and none counts twice.
const given = JSON.parse(document.getElementById("given").textContent);
const player = document.getElementById("player");
const told = document.getElementById("told");
const MODELS = {
  scorm12: { api: "API", kind: "Scorm12API", end: "LMSFinish", keep: ["LMSCommit", "LMSFinish"], set: "LMSSetValue.cmi.*" },
  scorm2004: { api: "API_1484_11", kind: "Scorm2004API", end: "Terminate", keep: ["Commit", "Terminate"], set: "SetValue.cmi.*" },
};
const SOON = 2000; // milliseconds from a change to its report
const LONGEST = 60000;
let number = 0;
let reported = "";
let timer = 0;
let wait = 1000;
let sending = false;
let ended = false;

const say = (word) => { told.textContent = word ? told.dataset[word] : ""; };

function state(api) {
  const data = {};
  for (const [name, value] of Object.entries(api.getFlattenedCMI())) {
    if (["string", "number", "boolean"].includes(typeof value)) data[name.startsWith("cmi.") ? name : `cmi.${name}`] = String(value);
  }
  return data;
}

function body(api) {
  const data = state(api);
  const text = JSON.stringify(data);
  if (text === reported) return null;
  number += 1;
  return { text, sent: JSON.stringify({ number, data }) };
}

async function send(api) {
  clearTimeout(timer);
  timer = 0;
  if (sending) { later(api, 500); return; }
  const next = body(api);
  if (!next) { if (ended) say("ended"); return; }
  sending = true;
  try {
    const answer = await fetch(given.report, { method: "POST", body: next.sent, credentials: "omit" });
    if (!answer.ok && answer.status >= 500) throw new Error(answer.status);
    reported = next.text;
    wait = 1000;
    say(ended ? "ended" : "saved");
  } catch {
    say("waiting");
    later(api, wait);
    wait = Math.min(2 * wait, LONGEST);
  } finally {
    sending = false;
  }
}

function later(api, milliseconds) {
  if (!timer) timer = setTimeout(() => send(api), milliseconds);
}

async function begin() {
  const model = MODELS[given.standard];
  if (model) {
    const module = await import(player.dataset[given.standard]);
    const api = new module[model.kind]({ autocommit: false, logLevel: 5, sendFullCommit: true });
    api.loadFromFlattenedJSON(given.data, "");
    window[model.api] = api;
    if (given.report) {
      for (const name of model.keep) {
        api.on(name, () => {
          ended ||= name === model.end;
          send(api);
        });
      }
      api.on(model.set, () => later(api, SOON));
      window.addEventListener("pagehide", () => {
        const next = body(api);
        if (next) navigator.sendBeacon(given.report, next.sent);
      });
      window.addEventListener("online", () => send(api));
    }
  }
  document.getElementById("package").src = given.launch;
}

begin();
