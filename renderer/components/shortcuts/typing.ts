import type { KeyPress } from './keys.ts';

/** How long letters rest after a word that was typed into nothing, or after a chord. */
export const REST_MS = 600;
/** Characters that follow each other faster than this are letters of one word. */
export const WORD_MS = 250;
/** So long a card is in view before what can have been pressed twice records something of it. */
export const SEEN_MS = 300;
/** Stands for a press of the pointer where keys are told by their names. */
export const POINTER = 'pointer';
const MODIFIERS = ['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'OS'];
/** Keys that take back what is shown and not done yet. */
const TAKE_BACK = ['Escape', 'Backspace', 'Delete'];

/** A key that types a character by itself. */
export const typesCharacter = (press: KeyPress): boolean =>
  [...press.key].length === 1 && !press.ctrlKey && !press.metaKey && !press.altKey;

/** What a letter will do once it is known to stand alone. */
export interface Meant {
  /** Does it. */
  readonly act: () => void;
  /** Nothing came of it: what was shown ahead goes. */
  readonly back: () => void;
}
/** What was pressed, by which an act is judged however much later it comes. */
export interface Pressed {
  /** The key, or `POINTER`. */
  readonly key: string;
  readonly at: number;
  /** When a key was last pressed that is not Enter, nor the one before it once more. */
  readonly otherAt: number;
}
/** A letter that waits for its word to go on, with what it will do: once for each time it was pressed. */
interface Held {
  readonly key: string;
  readonly meant: readonly (Meant & { readonly pressed: Pressed })[];
  readonly stop: () => void;
}

/**
 * Says when a key that would write something has to be taken for the tail of something else. Habits type words into nothing
 * (Ctrl+F and a word where nothing searches), and a word has letters that answer. So after a chord with Ctrl, Cmd or Alt
 * letters are dead until a key without one has gone up and 600 ms have passed; and a letter that meant nothing takes those
 * that follow it without a pause with it. The head of a word is a letter like any other, so one that records does so only by
 * itself: it is shown at once, and done when no other character has come before or after it within 250 ms, or as soon as a key
 * that is no character says that the word is over. The same letter again is no word; it waits with the first.
 */
export class Typing {
  #chord = false;
  #chordAt = Number.NEGATIVE_INFINITY;
  #restFrom = Number.NEGATIVE_INFINITY;
  #nothingAt = Number.NEGATIVE_INFINITY;
  readonly #plain = new Set<string>();
  #last: { readonly key: string; readonly at: number } | null = null;
  /** Another character stood right before the one that is down now. */
  #continues = false;
  #held: Held | null = null;
  #pressed: Pressed = { key: '', at: Number.NEGATIVE_INFINITY, otherAt: Number.NEGATIVE_INFINITY };
  #doing: Pressed | null = null;
  readonly #later: (act: () => void, ms: number) => () => void;

  /** `later` does something after a time, and returns how to call it off. */
  constructor(later = laterByTimer) {
    this.#later = later;
  }

  /** What is being done was pressed so; where nothing waited for it, what was pressed last. */
  get pressed(): Pressed {
    return this.#doing ?? this.#pressed;
  }
  /** Does what was pressed earlier. */
  during(pressed: Pressed, act: () => void): void {
    const before = this.#doing;
    this.#doing = pressed;
    try {
      act();
    } finally {
      this.#doing = before;
    }
  }
  /** A key goes down, before anything acts on it. True: it has taken back what was held, and means nothing more. */
  down(press: KeyPress, now: number): boolean {
    if (MODIFIERS.includes(press.key)) return false;
    const { key, otherAt } = this.#pressed;
    const other = press.key !== 'Enter' && press.key !== key;
    this.#pressed = { key: press.key, at: now, otherAt: other ? now : otherAt };
    if (press.ctrlKey || press.metaKey || press.altKey) {
      this.settle();
      this.chord(now);
      return false;
    }
    this.#plain.add(press.key.toLowerCase());
    if (typesCharacter(press)) {
      if (!press.repeat) this.#character(press.key, now);
      return false;
    }
    this.#last = null;
    if (this.#held === null || !TAKE_BACK.includes(press.key)) {
      this.settle();
      return false;
    }
    this.#drop();
    return true;
  }
  #character(key: string, now: number): void {
    const other = this.#last !== null && this.#last.key !== key;
    this.#continues = other && now - (this.#last?.at ?? 0) < WORD_MS;
    this.#last = { key, at: now };
    if (this.#held === null || this.#held.key === key) return;
    // A word: neither its first letter nor this one was meant.
    this.#drop();
    this.nothing(now);
  }
  /** Keeps what a letter means until it is known to stand alone. */
  hold(key: string, meant: Meant): void {
    this.#held?.stop();
    const before = this.#held?.key === key ? this.#held.meant : [];
    const anew = { ...meant, pressed: this.pressed };
    this.#held = { key, meant: [...before, anew], stop: this.#later(() => this.settle(), WORD_MS) };
  }
  /** No word goes on: what was held is done. */
  settle(): void {
    const held = this.#held;
    this.#held = null;
    held?.stop();
    for (const { act, pressed } of held?.meant ?? []) this.during(pressed, act);
  }
  #drop(): void {
    const held = this.#held;
    this.#held = null;
    held?.stop();
    for (const { back } of held?.meant ?? []) back();
  }
  /** Whether the character that is down goes on with a word: another one came right before it. */
  goesOn(): boolean {
    return this.#continues;
  }
  /** Whether a space only parts two words that are being typed, so that it presses no button and ticks no box. */
  isMereSpace(press: KeyPress, now: number): boolean {
    return press.key === ' ' && typesCharacter(press) && (this.#continues || this.isTail(now));
  }
  up(press: KeyPress, now: number): void {
    const plain = this.#plain.delete(press.key.toLowerCase());
    if (!this.#chord || !plain || press.ctrlKey || press.metaKey || press.altKey) return;
    this.#chord = false;
    this.#restFrom = now;
  }
  /** The window is left: what was held is done, and what comes after it was written elsewhere. */
  away(now: number): void {
    this.settle();
    this.chord(now);
  }
  /** A chord was pressed, or the window left in the middle of one, such as by Alt+Tab. */
  chord(now: number): void {
    this.#chord = true;
    this.#chordAt = now;
    this.#plain.clear();
  }
  /** A character was pressed that did nothing: what follows without a pause belongs to the same word. */
  nothing(now: number): void {
    this.#nothingAt = now;
    this.#restFrom = now;
  }
  /** A character led to another screen, where those that follow it without a pause were not meant to write. */
  led(now: number): void {
    this.#restFrom = now;
  }
  /** The reader pointed at something: whatever comes now is meant for that. */
  pointed(now: number): void {
    this.#pressed = { ...this.#pressed, key: POINTER, at: now };
    this.settle();
    this.#last = null;
    this.#chord = false;
    this.#chordAt = Number.NEGATIVE_INFINITY;
    this.#restFrom = Number.NEGATIVE_INFINITY;
    this.#nothingAt = Number.NEGATIVE_INFINITY;
  }
  /** Something was pressed without a key or a pointer, as by whoever dictates. */
  clicked(now: number): void {
    this.#pressed = { ...this.#pressed, at: now };
  }
  /** Whether a key comes right after a letter that meant nothing, so that it belongs to the same word. */
  isTail(now: number): boolean {
    return now - this.#nothingAt < REST_MS;
  }
  /** Whether a key may not write now. Letters and digits wait for a key of their own after a chord, Enter only for the time. */
  rests(press: KeyPress, now: number): boolean {
    if (now - this.#restFrom < REST_MS) return true;
    return typesCharacter(press) ? this.#chord : now - this.#chordAt < REST_MS;
  }
}

function laterByTimer(act: () => void, ms: number): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
