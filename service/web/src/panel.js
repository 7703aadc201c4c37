// The remarks beside the text: what the server wrote, made to act.
import { calm, el, make, say, word } from "./data.js";

const later = (seconds, action) => setTimeout(action, seconds * 1000);

/** Turn a suggestion into a button that takes it. */
function applicable(item, onApply) {
  const { apply, text } = item.dataset;
  const button = make("button", { type: "button", "aria-label": word("apply", { text }) }, text);
  button.addEventListener("click", () => onApply(Number(apply), text));
  item.replaceChildren(button);
}

async function copy(text, beside) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = make("textarea", { class: "vh", "aria-hidden": "true" });
  area.value = text;
  beside.after(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  beside.focus();
  return done ? undefined : Promise.reject(new Error("not copied"));
}

/** Give a snippet its button. */
function copiable(quote) {
  const name = quote.dataset.name ? `: ${quote.dataset.name}` : "";
  const button = make("button", { type: "button", class: "copy", "aria-label": word("copy") + name }, word("copy"));
  button.addEventListener("click", async () => {
    const said = await copy(quote.dataset.copy, button).then(() => "copied", () => "not_copied");
    button.textContent = word(said);
    say(word(said) + name);
    later(2.5, () => { button.textContent = word("copy"); });
  });
  quote.append(button);
}

export class Panel {
  constructor({ onApply, onShow, onLook, onHints, onLeave }) {
    this.on = { onApply, onShow, onLook, onHints, onLeave };
    this.open = { hints: false, optional: false };
    this.listen(el("remarks"));
    this.upgrade();
  }

  listen(remarks) {
    remarks.addEventListener("click", (event) => {
      const link = event.target.closest("[data-show]");
      this.look(event.target);
      if (!link) return;
      event.preventDefault();
      this.on.onShow(Number(link.dataset.show));
    });
    // While a button of the mouse is down nothing may move: the click would land elsewhere.
    let pressed = false;
    remarks.addEventListener("pointerdown", () => { pressed = true; });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { pressed = false; });
    remarks.addEventListener("focusin", (event) => { if (!pressed) this.look(event.target); });
    remarks.addEventListener("keydown", (event) => {
      const card = event.target.closest(".remark");
      if (card && event.key === "Escape") this.on.onLeave(Number(card.dataset.n));
    });
    el("more").addEventListener("click", (event) => {
      const number = event.target.closest("a[href^='#r']")?.hash.slice(2);
      if (!number) return;
      event.preventDefault();
      this.goTo(Number(number));
    });
  }

  look(target) {
    const n = Number(target.closest(".remark")?.dataset.n);
    if (!n || n === this.current) return;
    this.mark(n);
    this.reveal(el(`r${n}`));
    this.on.onLook(n);
  }

  /** Scroll the list, where it has a scroll of its own, as little as shows the whole card. */
  reveal(card) {
    const list = el("judged-body").getBoundingClientRect();
    const { top, bottom } = card.getBoundingClientRect();
    const below = Math.min(bottom - list.bottom + 12, top - list.top - 12);
    if (below > 0) el("judged-body").scrollBy({ top: below, behavior: calm() ? "auto" : "smooth" });
  }

  /** Put an answer in place. */
  fill(parts) {
    const list = el("judged-body");
    const at = document.activeElement?.closest?.(".remark");
    const order = at ? this.cards().indexOf(at) : -1;
    const scrolled = list.scrollTop;
    el("summary").innerHTML = parts.summary;
    el("remarks").innerHTML = parts.remarks;
    el("more").innerHTML = parts.more;
    this.current = 0;
    this.upgrade();
    list.scrollTop = scrolled;
    if (order >= 0) (this.cards()[order] ?? this.cards().at(-1) ?? el("remarks-title")).focus();
  }

  clear() {
    for (const id of ["summary", "remarks", "more"]) el(id).replaceChildren();
    this.current = 0;
  }

  cards() {
    return [...document.querySelectorAll("#remarks .remark")];
  }

  upgrade() {
    for (const item of document.querySelectorAll("[data-apply]")) applicable(item, this.on.onApply);
    for (const quote of document.querySelectorAll("[data-copy]")) copiable(quote);
    this.keepOpen("hints", (open) => this.on.onHints(open));
    this.keepOpen("optional", () => {});
  }

  /** What somebody opened stays open when the next answer comes. */
  keepOpen(name, told) {
    const details = document.querySelector(`details.${name}`);
    if (!details) return;
    details.open = this.open[name];
    details.addEventListener("toggle", () => {
      this.open[name] = details.open;
      told(details.open);
    });
  }

  /** Show which remark is looked at, with its reason. */
  mark(n) {
    for (const card of this.cards()) {
      const is = Number(card.dataset.n) === n;
      const why = card.querySelector(".why");
      if (is) card.classList.add("current");
      else card.classList.remove("current");
      if (is && !why.open) [why.open, why.dataset.byUs] = [true, "1"];
      else if (!is && why.dataset.byUs) {
        why.open = false;
        delete why.dataset.byUs;
      }
    }
    this.current = n;
  }

  /** The same, for the words at the cursor; the list scrolls along where it has a place of its own. */
  follow(n) {
    if (n === this.current) return;
    this.mark(n);
    const card = el(`r${n}`);
    const list = el("judged-body");
    if (!card || list.scrollHeight <= list.clientHeight + 1) return;
    const top = card.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop - 12;
    list.scrollTo({ top, behavior: calm() ? "auto" : "smooth" });
  }

  /** Go to a remark. */
  goTo(n) {
    const card = el(`r${n}`);
    if (!card) return;
    const hints = card.closest("details.hints");
    if (hints) hints.open = true;
    this.mark(n);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
  }
}
