// On narrow screens the choices begin folded, so that the list comes first.
"use strict";
if (window.matchMedia("(max-width: 47rem)").matches) {
  for (const choices of document.querySelectorAll("details.choose")) choices.open = false;
}
