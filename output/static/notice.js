// Choosing a fact marks its words alone, and shows the place on the page's picture beside it.
// Without this script the links lead to the same places by their anchors.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const letter = document.querySelector(".letter");
  if (!letter) return;

  const clear = () => {
    for (const one of document.querySelectorAll(".chosen")) one.classList.remove("chosen");
    for (const one of document.querySelectorAll("svg.crop")) one.remove();
    document.querySelector(".chosen-bar").hidden = true;
  };

  // Where the fact itself is out of sight (narrow screens, lines of lists), a bar at the foot leads back to it.
  const bar = document.querySelector(".chosen-bar");
  const wide = window.matchMedia("(min-width: 60rem)");
  const barFor = (fact) => {
    bar.hidden = wide.matches && Boolean(fact.closest(".facts"));
    bar.querySelector("a").href = `#${fact.id}`;
  };

  const boxesOf = (key) => [...document.querySelectorAll(`.picture g[data-fact="${CSS.escape(key)}"]`)];

  // The part of a page's picture round the fact's first box, drawn into the fact itself.
  const crop = (fact, group) => {
    const picture = group.closest(".picture").querySelector("img");
    const source = new Image();
    source.addEventListener("load", () => {
      if (!fact.classList.contains("chosen")) return;
      const across = source.naturalWidth, high = source.naturalHeight;
      const rects = [...group.querySelectorAll("rect")].map((rect) =>
        ["x", "y", "width", "height"].map((name, at) => Number(rect.getAttribute(name)) * (at % 2 ? high : across)));
      const left = Math.min(...rects.map((r) => r[0])), right = Math.max(...rects.map((r) => r[0] + r[2]));
      const top = Math.min(...rects.map((r) => r[1])), bottom = Math.max(...rects.map((r) => r[1] + r[3]));
      const width = Math.min(across, Math.max(right - left + 0.08 * across, 0.5 * across));
      const x = Math.min(Math.max(0, (left + right - width) / 2), across - width);
      const height = Math.min(high, Math.min(bottom - top, 0.4 * high) + 0.06 * high);
      const y = Math.min(Math.max(0, top - 0.03 * high), high - height);
      const svg = document.createElementNS(SVG, "svg");
      svg.setAttribute("class", "crop");
      svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", picture.alt);
      const image = document.createElementNS(SVG, "image");
      image.setAttribute("href", picture.src);
      image.setAttribute("width", across);
      image.setAttribute("height", high);
      svg.append(image);
      for (const [rx, ry, rw, rh] of rects) {
        const rect = document.createElementNS(SVG, "rect");
        for (const [name, value] of [["x", rx], ["y", ry], ["width", rw], ["height", rh]]) rect.setAttribute(name, value);
        svg.append(rect);
      }
      for (const old of document.querySelectorAll("svg.crop")) old.remove();
      (bar.hidden ? fact : bar).append(svg);
    });
    source.src = picture.src;
  };

  const choose = (key, from, to) => {
    clear();
    for (const mark of letter.querySelectorAll("mark[data-from]")) {
      if (Number(mark.dataset.from) >= from && Number(mark.dataset.to) <= to) mark.classList.add("chosen");
    }
    const groups = boxesOf(key);
    for (const group of groups) group.classList.add("chosen");
    const fact = document.getElementById(`fact-${key}`);
    if (!fact) return;
    fact.classList.add("chosen");
    barFor(fact);
    if (groups.length) crop(fact, groups[0]);
  };

  const link = (key) => document.querySelector(`a.quote[data-fact="${CSS.escape(key)}"]`);
  const chooseBy = (quote) => choose(quote.dataset.fact, Number(quote.dataset.from), Number(quote.dataset.to));

  document.addEventListener("click", (event) => {
    if (event.target.closest(".chosen-bar a")) {
      bar.hidden = true;
      return;
    }
    const quote = event.target.closest("a.quote[data-fact]");
    if (quote) return chooseBy(quote);
    const page = event.target.closest("a.page[data-fact]");
    if (page && link(page.dataset.fact)) return chooseBy(link(page.dataset.fact));
    const box = event.target.closest(".picture g[data-fact]");
    if (box && link(box.dataset.fact)) {
      chooseBy(link(box.dataset.fact));
      return document.getElementById(`fact-${box.dataset.fact}`)?.scrollIntoView({ block: "center" });
    }
    const mark = event.target.closest(".letter mark[data-from]");
    if (!mark) return;
    // The narrowest of the facts that these words were read for.
    const at = Number(mark.dataset.from);
    const found = [...document.querySelectorAll("a.quote[data-fact]")]
      .filter((one) => Number(one.dataset.from) <= at && at < Number(one.dataset.to))
      .sort((one, two) => (one.dataset.to - one.dataset.from) - (two.dataset.to - two.dataset.from))[0];
    if (!found) return;
    chooseBy(found);
    for (let above = found.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
    found.closest("[id^=fact-]").scrollIntoView({ block: "nearest" });
  });

  // An address that names words outside the piece of the text shown here leads to the piece that has them.
  const arrived = () => {
    const at = /^#at-(\d+)$/.exec(location.hash);
    if (!at) return;
    const mark = document.getElementById(`at-${at[1]}`);
    const asked = new URLSearchParams(location.search);
    if (!mark) {
      if (asked.get("at") !== at[1]) {
        asked.set("at", at[1]);
        location.replace(`${location.pathname}?${asked}${location.hash}`);
      }
      return;
    }
    const quote = document.querySelector(`a.quote[data-from="${at[1]}"]`);
    if (quote && !document.querySelector(".fact.chosen, .fact-row.chosen")) chooseBy(quote);
  };
  window.addEventListener("hashchange", () => { if (!document.querySelector(".chosen")) arrived(); });
  arrived();

  if (wide.matches) {
    for (const list of document.querySelectorAll("details.contents")) list.open = true;
  }
})();
