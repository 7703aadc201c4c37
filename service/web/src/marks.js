// The remarks as the editor holds them: places that move along with the text while one types.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

/** Replace all marks. */
export const setMarks = StateEffect.define();
/** Show hints or not. */
export const setHints = StateEffect.define();
/** The remark that is looked at; 0 for none. */
export const setCurrent = StateEffect.define();

function moved(marks, changes) {
  return marks
    .map((mark) => ({ ...mark, from: changes.mapPos(mark.from, 1), to: changes.mapPos(mark.to, -1) }))
    .filter((mark) => mark.from < mark.to);
}

export const marksField = StateField.define({
  create: () => ({ marks: [], hints: false, current: 0 }),
  update(value, transaction) {
    let { marks, hints, current } = value;
    if (transaction.docChanged) marks = moved(marks, transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) [marks, current] = [effect.value, 0];
      if (effect.is(setHints)) hints = effect.value;
      if (effect.is(setCurrent)) current = effect.value;
    }
    const same = marks === value.marks && hints === value.hints && current === value.current;
    return same ? value : { marks, hints, current };
  },
  provide: (field) => EditorView.decorations.from(field, decorations),
});

/** The marks that are shown, in the order of the text. */
export function shown({ marks, hints }) {
  return marks.filter((mark) => hints || mark.severity !== "info");
}

function decorations(value) {
  const ranges = shown(value).map((mark) => {
    const current = mark.n === value.current ? " current" : "";
    const spec = { class: `mark numbered ${mark.severity}${current}`, attributes: { "data-n": String(mark.n) } };
    return Decoration.mark(spec).range(mark.from, mark.to);
  });
  return Decoration.set(ranges, true);
}

/** The mark at a place: the narrowest, where several overlap. */
export function markAt(state, position) {
  const found = shown(state.field(marksField)).filter((mark) => mark.from <= position && position <= mark.to);
  return found.sort((a, b) => a.to - a.from - (b.to - b.from))[0] ?? null;
}

/** The mark with this number. */
export const markOf = (state, n) => state.field(marksField).marks.find((mark) => mark.n === n) ?? null;
