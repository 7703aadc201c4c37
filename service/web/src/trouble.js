// What went wrong, in one sentence, with a way to try again.
import { Problem } from "./checker.js";
import { el, icon, make, word } from "./data.js";

/** Show a problem; nothing takes away the one that is shown. */
export function trouble(error, again) {
  const box = el("error");
  if (!error) return box.replaceChildren();
  const known = error instanceof Problem ? error : new Problem(0, "", "other");
  const said = make("div", {}, make("p", {}, known.message));
  if (known.detail) said.append(make("p", { class: "detail" }, known.detail));
  const shown = make("div", { class: "error-box" }, icon("error"), said);
  if (again) {
    const button = make("button", { type: "button" }, word("retry"));
    button.addEventListener("click", again);
    shown.append(button);
  }
  return box.replaceChildren(shown);
}

/** Files may be dropped anywhere on the page; ``target`` shows that they may. */
export function droppable(target, take) {
  let entered = 0;
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  const show = (by) => (event) => { if (carriesFiles(event)) target.classList.toggle("dropping", (entered += by) > 0); };
  addEventListener("dragenter", show(1));
  addEventListener("dragleave", show(-1));
  addEventListener("dragover", (event) => { if (carriesFiles(event)) event.preventDefault(); });
  addEventListener("drop", (event) => {
    entered = 0;
    target.classList.remove("dropping");
    if (event.defaultPrevented || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
}
