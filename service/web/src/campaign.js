// The campaign: files are gathered in the form's own field, and the result comes without leaving the page.
import { Checker, Problem } from "./checker.js";
import { calm, el, limits, make, nothing, say, word } from "./data.js";
import { keep } from "./keep.js";
import { droppable, trouble } from "./trouble.js";

const form = el("form");
const field = el("files");
let chosen = [];
let busyTimer;

document.documentElement.classList.add("js");

const checker = new Checker({ makeForm: gathered, onBusy: busy, onAnswer: answered, onProblem: trouble, address: "./campaign" });

/** The form with all that was given, or null; says so when there is nothing. */
function gathered() {
  const data = new FormData(form);
  data.set("do", "check");
  const size = chosen.reduce((sum, file) => sum + file.size, 0);
  if (!chosen.length && !data.get("text").trim()) trouble(new Problem(0, "", nothing));
  else if (size > limits.file) trouble(new Problem(413, ""));
  else return data;
  return null;
}

function busy(is) {
  clearTimeout(busyTimer);
  const sign = el("busy");
  sign.textContent = word("checking");
  if (is) busyTimer = setTimeout(() => { sign.hidden = false; }, 250);
  else sign.hidden = true;
}

function answered({ result }) {
  trouble(null);
  el("result").innerHTML = result;
  el("keep").hidden = false;
  say(word("weighed", { verdict: document.querySelector(".verdict .counts").textContent.trim() }));
  el("result").focus({ preventScroll: true });
  el("result").scrollIntoView({ behavior: calm() ? "auto" : "smooth" });
}

/** Files that come later are added to those that are there. */
function add(files) {
  const names = new Set([...files].map((file) => file.name));
  hold([...chosen.filter((file) => !names.has(file.name)), ...files]);
}

function hold(files) {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  field.files = transfer.files;
  chosen = [...field.files];
  el("chosen").replaceChildren(...chosen.map(row));
}

function row(file) {
  const button = make("button", { type: "button", "aria-label": word("remove", { name: file.name }) }, "×");
  button.addEventListener("click", () => {
    hold(chosen.filter((other) => other !== file));
    field.focus();
  });
  return make("li", {}, make("span", {}, file.name), button);
}

field.addEventListener("change", () => add([...field.files]));
droppable(document.querySelector(".drop"), add);

form.addEventListener("submit", (event) => {
  const address = event.submitter?.getAttribute("formaction") ?? "";
  if (event.submitter?.name === "language") return;
  event.preventDefault();
  if (!address) checker.now();
  else {
    const data = gathered();
    const again = () => keep(data, address).catch((error) => trouble(error, again));
    if (data) again();
  }
});
