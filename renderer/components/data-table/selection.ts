/** What is selected, by key, and where a range began. `P` is a place: a row's index, or a cell. */
export interface Selection<P> {
  readonly keys: ReadonlySet<string>;
  readonly anchor: P | null;
  /** What was selected before the range that is being drawn. */
  readonly base: ReadonlySet<string>;
}

export const nothingSelected = <P>(): Selection<P> => ({ keys: new Set(), anchor: null, base: new Set() });

/** Adds or takes out one; a range drawn next begins there. */
export function toggled<P>(selection: Selection<P>, key: string, at: P): Selection<P> {
  const keys = new Set(selection.keys);
  if (!keys.delete(key)) keys.add(key);
  return { keys, anchor: at, base: keys };
}

/** Where the range would begin that is drawn from `from`. */
export const anchorOf = <P>(selection: Selection<P>, from: P): P => selection.anchor ?? from;

/** The range from the anchor anew, beside what was selected before it. */
export const extended = <P>(selection: Selection<P>, anchor: P, range: Iterable<string>): Selection<P> => {
  const base = selection.anchor === null ? selection.keys : selection.base;
  return { keys: new Set([...base, ...range]), anchor, base };
};

export const allSelected = <P>(keys: Iterable<string>): Selection<P> => {
  const all = new Set(keys);
  return { keys: all, anchor: null, base: all };
};

/** The focus went elsewhere: what is selected stays, but the next range begins anew. */
export const released = <P>(selection: Selection<P>): Selection<P> =>
  selection.anchor === null ? selection : { keys: selection.keys, anchor: null, base: selection.keys };

/** A plain click: nothing is selected, and a range would begin here. */
export const clickedAt = <P>(at: P): Selection<P> => ({ keys: new Set(), anchor: at, base: new Set() });

/** What the table tells of selecting, by the rows' places; whoever keeps the selection says what is selected. */
export interface Selecting<R> {
  readonly isSelected: (row: R) => boolean;
  readonly label: (row: R) => string;
  readonly count: number;
  /** A plain click: nothing is selected, and a range would begin here. */
  click(index: number): void;
  toggle(index: number): void;
  /** From where a range began, or else from `from`, to `to`. */
  extend(from: number, to: number): void;
  all(): void;
  clear(): void;
  /** The focus went on without selecting. */
  release(): void;
}
