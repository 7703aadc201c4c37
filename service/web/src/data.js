// What the server wrote into the page for the script: words and limits. No word of any language stands in the code.
const page = JSON.parse(document.getElementById("page-data").textContent);

export const limits = { text: page.max_text, file: page.max_file };
export const errors = page.errors;
/** The name of the sentence for a form in which there is nothing. */
export const nothing = page.empty;

/** A text of the interface, with its places filled in. */
export function word(key, values = {}) {
  return page.words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The element with this id, which the page always has. */
export const el = (id) => document.getElementById(id);

/** An element with attributes and children. */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** An icon of the sprite that the page carries. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

let last = "";

/** Have a screen reader say something, unless it was the last thing said. */
export function say(text) {
  if (text === last) return;
  last = text;
  el("said").textContent = text;
}

/** Whether things may move. */
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
