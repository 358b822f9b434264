// The menu of a column, which Datasette's script writes in English, in the words of the interface.
"use strict";
window.addEventListener("load", () => {
  for (const name of document.querySelectorAll("#menu-words dt")) {
    for (const entry of document.querySelectorAll(`.dropdown-menu a.${CSS.escape(name.textContent)}`)) {
      entry.textContent = name.nextElementSibling.textContent;
    }
  }
});
