// What HTML cannot do by itself. Every page works without this file.
"use strict";

// An error summary takes the focus, so that keyboard and screen reader begin there.
function focusSummary() {
  document.querySelector("[data-error-summary]")?.focus();
}

document.addEventListener("DOMContentLoaded", focusSummary);
document.addEventListener("htmx:after:swap", focusSummary);
