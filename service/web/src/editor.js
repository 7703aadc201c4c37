// The editor: marks in the text, what they say on hover or at the cursor, and keys to go from one to the next.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder, showTooltip } from "@codemirror/view";
import { make, say, word } from "./data.js";
import { markAt, markOf, marksField, setCurrent, setHints, setMarks, shown } from "./marks.js";

/** A change that came with its own answer, so that nothing has to be checked. */
const answered = Annotation.define();

const narrow = matchMedia("(max-width: 63.99rem)");

/** A suggestion begins with a capital where the words it replaces do. */
function fitted(suggestion, words) {
  const capital = /^\p{Lu}/u.test(words) && !/^\p{Lu}{2}/u.test(words);
  return capital ? suggestion.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : suggestion;
}

/** Put a suggestion in the place of the words it is for. */
export function apply(view, n, suggestion) {
  const mark = markOf(view.state, n);
  if (!mark) return false;
  const insert = fitted(suggestion, view.state.sliceDoc(mark.from, mark.to));
  view.dispatch({
    changes: { from: mark.from, to: mark.to, insert },
    selection: { anchor: mark.from + insert.length },
    effects: setMarks.of(view.state.field(marksField).marks.filter((other) => other.n !== n)),
    scrollIntoView: true,
    userEvent: "input.complete",
  });
  say(word("applied", { text: insert }));
  return true;
}

function diagnostics(value) {
  return shown(value).map((mark) => ({
    from: mark.from,
    to: mark.to,
    severity: mark.severity,
    message: mark.message,
    actions: mark.suggestions.map((text) => ({ name: text, apply: (view) => apply(view, mark.n, text) })),
  }));
}

function refresh(view) {
  view.dispatch(setDiagnostics(view.state, diagnostics(view.state.field(marksField))));
}

/** Show the marks of an answer. */
export function show(view, marks) {
  view.dispatch({ effects: setMarks.of(marks) });
  refresh(view);
}

/** Show hints in the text, or hide them. */
export function showHints(view, visible) {
  view.dispatch({ effects: setHints.of(visible) });
  refresh(view);
}

/** Replace the whole text by one that has been checked already. */
export function replaceText(view, text) {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: 0 },
    annotations: answered.of(true),
  });
}

/** Select the words of a remark. */
export function select(view, n, { focus = true } = {}) {
  const mark = markOf(view.state, n);
  if (!mark) return;
  const effects = [setCurrent.of(n), EditorView.scrollIntoView(mark.from, { y: "nearest", yMargin: 60 })];
  view.dispatch(focus ? { effects, selection: { anchor: mark.from, head: mark.to } } : { effects });
  if (focus) view.focus();
}

function step(direction) {
  return (view) => {
    const marks = shown(view.state.field(marksField)).sort((a, b) => a.from - b.from || a.n - b.n);
    if (!marks.length) return true;
    const { from, to } = view.state.selection.main;
    const next = direction > 0
      ? marks.find((mark) => mark.from >= to && mark.to > from) ?? marks[0]
      : marks.findLast((mark) => mark.from < from) ?? marks.at(-1);
    select(view, next.n);
    say(word("remark_at", { n: next.n, message: next.message }));
    return true;
  };
}

function atCursor(action) {
  return (view) => {
    const mark = markAt(view.state, view.state.selection.main.head);
    if (mark) action(view, mark);
    return Boolean(mark);
  };
}

/** On a narrow screen the remarks are far below: what they say stands at the cursor. */
function tooltipAtCursor(goTo) {
  return showTooltip.compute([marksField, "selection"], (state) => {
    const mark = narrow.matches ? markAt(state, state.selection.main.head) : null;
    if (!mark || state.field(marksField).current !== mark.n) return null;
    return {
      pos: mark.from,
      above: false,
      create(view) {
        const dom = make("div", { class: `cm-at-cursor ${mark.severity}` }, make("p", {}, mark.message));
        for (const text of mark.suggestions) {
          const button = make("button", { type: "button" }, text);
          button.addEventListener("click", () => apply(view, mark.n, text));
          dom.append(button);
        }
        const go = make("button", { type: "button", class: "go" }, word("to_remark"));
        go.addEventListener("click", () => goTo(mark.n));
        dom.append(go);
        return { dom };
      },
    };
  });
}

function follow(onChange, onCurrent) {
  return EditorView.updateListener.of((update) => {
    const wasAnswered = update.transactions.some((transaction) => transaction.annotation(answered));
    if (update.docChanged && !wasAnswered) onChange();
    if (update.selectionSet && update.view.hasFocus) {
      const mark = markAt(update.state, update.state.selection.main.head);
      const n = mark?.n ?? 0;
      if (n !== update.state.field(marksField).current) {
        queueMicrotask(() => update.view.dispatch({ effects: setCurrent.of(n) }));
      }
      onCurrent(n);
    }
  });
}

/** Make the editor in the place of the text area. */
export function makeEditor({ parent, text, hint, nonce, onChange, onCurrent, onFiles, goTo }) {
  const files = (event, transfer) => {
    if (!transfer?.files.length) return false;
    event.preventDefault();
    onFiles(transfer.files);
    return true;
  };
  const keys = [
    { key: "F8", run: step(1), shift: step(-1) },
    { key: "Alt-Enter", run: atCursor((view, mark) => mark.suggestions.length && apply(view, mark.n, mark.suggestions[0])) },
    { key: "Alt-r", run: atCursor((_, mark) => goTo(mark.n)) },
  ];
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": word("editor"), id: "text", tabindex: "0", autocapitalize: "sentences" }),
        placeholder(hint),
        history(),
        marksField,
        tooltipAtCursor(goTo),
        Prec.high(keymap.of(keys)),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        follow(onChange, onCurrent),
        Prec.high(EditorView.domEventHandlers({
          drop: (event) => files(event, event.dataTransfer),
          paste: (event) => files(event, event.clipboardData),
        })),
        theme,
      ],
    }),
  });
}

const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "1.0625rem", backgroundColor: "transparent" },
  ".cm-scroller": { fontFamily: "var(--letters)", lineHeight: "1.7", overflow: "auto" },
  ".cm-content": { padding: ".4rem 1.25rem 2rem", caretColor: "var(--accent)", minHeight: "14rem" },
  ".cm-line": { padding: "0" },
  ".cm-placeholder": { color: "var(--soft)" },
  ".cm-lintRange": { backgroundImage: "none !important", padding: "0" },
  ".cm-lintPoint": { display: "none" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--strong-line)", borderRadius: "10px", boxShadow: "0 8px 30px rgb(0 0 0 / 16%)", maxWidth: "min(26rem, 90vw)", zIndex: "3" },
  ".cm-tooltip .cm-diagnostic, .cm-at-cursor": { padding: ".7rem .9rem", border: "0", margin: "0", display: "flex", flexWrap: "wrap", gap: ".5rem", fontSize: ".9375rem", lineHeight: "1.45", fontFamily: "var(--letters)" },
  ".cm-diagnosticText, .cm-at-cursor p": { flexBasis: "100%" },
  ".cm-tooltip button": { minHeight: "2.25rem", padding: ".2rem .75rem", margin: "0", borderRadius: "8px", border: "1px solid var(--accent)", backgroundColor: "var(--paper)", color: "var(--accent)", fontSize: ".9375rem", fontWeight: "600", cursor: "pointer" },
  ".cm-at-cursor button.go": { borderColor: "transparent", textDecoration: "underline" },
});
