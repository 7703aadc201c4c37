// Makes the plain form live: the text is checked while it is written, and the remarks lead to their words and back.
import { Checker, Problem } from "./checker.js";
import { el, limits, nothing, say, word } from "./data.js";
import { apply, makeEditor, replaceText, select, show, showHints } from "./editor.js";
import { keep } from "./keep.js";
import { Panel } from "./panel.js";
import { droppable, trouble } from "./trouble.js";

const form = el("form");
const area = el("text");
const pane = form.querySelector(".writing");
const file = el("file");
let busyTimer;

document.documentElement.classList.add("js");
area.id = "text-source";
area.removeAttribute("spellcheck");

const view = makeEditor({
  parent: el("editor"),
  text: area.value,
  hint: area.placeholder,
  nonce: document.querySelector("meta[name=csp-nonce]").content,
  onChange: () => queueMicrotask(changed), // an editor may not be changed while it tells of a change
  onCurrent: (n) => panel.follow(n),
  onFiles: (files) => open(files[0]),
  goTo: (n) => panel.goTo(n),
});

const panel = new Panel({
  onApply: (n, text) => { if (apply(view, n, text)) checker.now(); },
  onShow: (n) => select(view, n),
  onLook: (n) => select(view, n, { focus: false }),
  onHints: (open) => showHints(view, open),
  onLeave: (n) => select(view, n),
});

const checker = new Checker({ makeForm: textForm, onBusy: busy, onAnswer: answered, onProblem: trouble });

/** The form with the text of the editor, and without a file; null when there is nothing to check. */
function textForm() {
  const text = view.state.doc.toString();
  if (!text.trim()) return null;
  const data = new FormData(form);
  data.delete("file");
  data.set("text", text);
  data.set("do", "check");
  return data;
}

function changed() {
  if (view.state.doc.toString().trim()) checker.soon();
  else empty();
}

function empty() {
  checker.stop();
  panel.clear();
  trouble(null);
  show(view, []);
  form.elements.format.value = "text";
  form.elements.filename.value = "";
  el("name").textContent = "";
  el("empty").hidden = false;
  el("keep").hidden = true;
}

function answered(parts, name) {
  trouble(null);
  if (name) {
    replaceText(view, parts.text);
    form.elements.format.value = parts.format;
    form.elements.filename.value = name;
    el("name").textContent = name;
    if (document.activeElement?.closest(".samples")) view.focus();
  }
  view.contentDOM.lang = parts.language;
  show(view, parts.marks);
  el("empty").hidden = true;
  el("keep").hidden = false;
  panel.fill(parts);
  const counts = [...document.querySelectorAll("#summary .count:not(.clean)")].map((count) => count.textContent.trim());
  say(counts.length ? word("done", { counts: counts.join(", ") }) : word("done_clean"));
}

function busy(is, name = "") {
  clearTimeout(busyTimer);
  const sign = el("busy");
  if (!is) sign.hidden = true;
  else {
    busyTimer = setTimeout(() => {
      sign.textContent = name ? word("reading", { name }) : word("checking");
      sign.hidden = false;
    }, 250);
  }
}

/** Read a file: the service makes text of it, which then stands in the editor. */
function open(chosen) {
  file.value = "";
  if (chosen.size > limits.file) return trouble(new Problem(413, ""));
  const data = new FormData(form);
  data.set("text", "");
  data.set("file", chosen, chosen.name);
  data.set("do", "check");
  return checker.now(data, chosen.name);
}

file.addEventListener("change", () => { if (file.files.length) open(file.files[0]); });

droppable(pane, (files) => open(files[0]));

/** The address holds what was chosen, and nothing else. */
function remember() {
  const chosen = new URLSearchParams();
  for (const name of ["language", "profile", "doctype"]) {
    const { value } = [...form.elements].find((field) => field.name === name && field.type !== "submit");
    if (value) chosen.set(name, value);
  }
  return `./?${chosen}`;
}

form.addEventListener("change", (event) => {
  if (event.target.matches("select")) {
    history.replaceState(null, "", remember());
    checker.now();
  } else if (event.target.name === "key") checker.now();
});

function keepAt(address) {
  const data = textForm();
  if (!data) return trouble(new Problem(0, "", nothing));
  return keep(data, address).then(() => trouble(null), (error) => trouble(error, () => keepAt(address)));
}

form.addEventListener("submit", (event) => {
  const address = event.submitter?.getAttribute("formaction") ?? "";
  const changesLanguage = event.submitter?.name === "language";
  if (changesLanguage && view.state.doc.toString().trim()) {
    area.value = view.state.doc.toString(); // the text goes along, and comes back in the page
    return;
  }
  event.preventDefault();
  if (changesLanguage) location.href = address;
  else if (address) keepAt(address);
  else checker.now();
});

/** A sample comes into the editor, where it can be undone. */
function sample(link) {
  const name = `${link.dataset.sample}.txt`;
  checker.get(`./?sample=${link.dataset.sample}&${remember().slice(3)}`, name, form.elements.key?.value);
}

document.addEventListener("click", (event) => {
  if (event.target.closest("label[for=text]")) view.focus();
  const link = event.target.closest("[data-sample]");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    sample(link);
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) if (link || !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A text that came with the page comes with its remarks.
const marks = el("page-marks");
if (marks && area.value) show(view, JSON.parse(marks.textContent));
else if (area.value.trim()) checker.now();
