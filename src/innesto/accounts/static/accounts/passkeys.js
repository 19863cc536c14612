// Hands the forms marked data-passkey="addForm" (or loginForm, authenticateForm) to allauth's
// passkey script; data-passkey-<part> names the elements it works on.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const ids = {};
    for (const [key, id] of Object.entries(form.dataset)) {
      if (key !== "passkey" && key.startsWith("passkey")) {
        ids[key.slice("passkey".length).toLowerCase()] = id;
      }
    }
    window.allauth.webauthn.forms[form.dataset.passkey]({ ids });
  }
});
