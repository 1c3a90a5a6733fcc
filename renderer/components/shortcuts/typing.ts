import type { KeyPress } from './keys.ts';

/** How long letters rest after a word that was typed into nothing, or after a chord. */
export const REST_MS = 600;
const MODIFIERS = ['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'OS'];

/** A key that types a character by itself. */
export const typesCharacter = (press: KeyPress): boolean =>
  [...press.key].length === 1 && !press.ctrlKey && !press.metaKey && !press.altKey;

/**
 * Says when a key that would write something has to be taken for the tail of something else. Habits type words into nothing
 * (Ctrl+F and a word where nothing searches), and a word has letters that answer. So after a chord with Ctrl, Cmd or Alt
 * letters are dead until a key without one has gone up and 600 ms have passed; and a letter that meant nothing takes those
 * that follow it without a pause with it. Pure: told what is pressed and when.
 */
export class Typing {
  #chord = false;
  #chordAt = Number.NEGATIVE_INFINITY;
  #restFrom = Number.NEGATIVE_INFINITY;
  #nothingAt = Number.NEGATIVE_INFINITY;
  readonly #plain = new Set<string>();

  down(press: KeyPress, now: number): void {
    if (MODIFIERS.includes(press.key)) return;
    if (press.ctrlKey || press.metaKey || press.altKey) this.chord(now);
    else this.#plain.add(press.key.toLowerCase());
  }
  up(press: KeyPress, now: number): void {
    const plain = this.#plain.delete(press.key.toLowerCase());
    if (!this.#chord || !plain || press.ctrlKey || press.metaKey || press.altKey) return;
    this.#chord = false;
    this.#restFrom = now;
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
  pointed(): void {
    this.#chord = false;
    this.#chordAt = Number.NEGATIVE_INFINITY;
    this.#restFrom = Number.NEGATIVE_INFINITY;
    this.#nothingAt = Number.NEGATIVE_INFINITY;
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
