// Asks the service, one question at a time: a newer one takes the place of one that is not answered yet.
import { errors } from "./data.js";

const WAIT = 350; // milliseconds without a key before a text is checked

/** Something that went wrong, with a sentence for the reader. */
export class Problem extends Error {
  constructor(status, detail, key = String(status)) {
    super(errors[key] ?? errors.other);
    this.detail = detail;
  }
}

/** Send a form (or, without one, ask for an address) and return the response. Throws a Problem. */
export async function send(form, { accept, address = "./", signal, key = "" } = {}) {
  const method = form ? "POST" : "GET";
  const headers = { Accept: accept, "Accept-Language": document.documentElement.lang, ...(key && { "X-API-Key": key }) };
  let response;
  try {
    response = await fetch(address, { method, body: form, headers, signal, credentials: "same-origin" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, "", "offline");
  }
  if (response.ok) return response;
  const said = await response.json().catch(() => ({}));
  const sentence = response.status === 422 && form?.get("file") instanceof File ? "file" : undefined;
  throw new Problem(response.status, said.detail ?? "", sentence);
}

export class Checker {
  constructor({ makeForm, onBusy, onAnswer, onProblem, address = "./" }) {
    this.on = { makeForm, onBusy, onAnswer, onProblem };
    this.address = address;
  }

  /** Check when the typing pauses. */
  soon() {
    this.stop();
    this.timer = setTimeout(() => this.now(), WAIT);
  }

  stop() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.asked = null;
    this.on.onBusy(false);
  }

  /** Check now; ``form`` may hold a file instead of the text. */
  now(form = this.on.makeForm(), name = "") {
    this.stop();
    if (form) this.ask(form, this.address, name);
  }

  /** Ask for a text that the service has, with its remarks. */
  get(address, name, key) {
    this.stop();
    this.ask(null, address, name, key);
  }

  async ask(form, address, name, key) {
    const asked = new AbortController();
    this.asked = asked;
    this.on.onBusy(true, name);
    try {
      const response = await send(form, { accept: "application/json", address, signal: asked.signal, key });
      const answer = await response.json();
      if (this.asked === asked) this.finish(() => this.on.onAnswer(answer, name));
    } catch (error) {
      if (error.name === "AbortError" || this.asked !== asked) return;
      this.finish(() => this.on.onProblem(error, () => this.ask(form, address, name, key)));
    }
  }

  finish(action) {
    this.asked = null;
    this.on.onBusy(false);
    action();
  }
}
