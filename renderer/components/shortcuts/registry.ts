import { isSequence, isSingleCharacter, type KeyPress, matchesChord } from './keys.ts';
import { Typing, typesCharacter } from './typing.ts';

export interface Action {
  readonly id: string;
  readonly label: string;
  /** Heading in the key list and the palette, such as the name of the screen. */
  readonly group: string;
  /** Several ways to press it; none for an action that only the palette offers. */
  readonly keys: readonly string[];
  /** Works while one types in a field, too; for chords with Ctrl or Cmd this is the rule. */
  readonly inText: boolean;
  /** Never while one types: the field has its own meaning for the chord, such as undo. */
  readonly notInText?: boolean;
  /** Left out of the palette: keys that make sense only where one stands, such as arrows. */
  readonly hidden: boolean;
  /** Item of the shell's own menu that runs this, such as `find`; null where there is none. */
  readonly command?: string | null;
  /** Only where nothing else on screen has the key or the menu item. */
  readonly fallback?: boolean;
  /** Its keys write (or lead to what does): only where the focus visibly stands on a card or a cell, and never as the tail of a word. */
  readonly guarded?: boolean;
  /** Never runs on while its key is held down. */
  readonly once?: boolean;
  /** A letter of it records something at once, so it counts only by itself, never as a letter of a word. */
  readonly alone?: boolean;
  /** Shows what it will record while that is not known yet; returns how the showing goes again. */
  readonly ahead?: () => (() => void) | undefined;
  /** False: there was nothing to do here, so the key meant nothing. */
  readonly run: () => unknown;
}
/** What has the focus when a key is pressed. */
export interface Place {
  readonly inText: boolean;
  readonly inDialog: boolean;
  /** The focus stands on a card or a cell of a grid. */
  readonly onCard?: boolean;
}

const SEQUENCE_MS = 1200;
/** Keys that type nothing and only move or leave. */
const isMove = (keys: string): boolean => keys.startsWith('Arrow') || keys === 'Escape';

/** All actions of what is on screen. The key list, the palette and the key handler read the same list. */
export class ActionRegistry {
  #actions: readonly Action[] = [];
  #ordered: readonly Action[] | null = null;
  readonly #listeners = new Set<() => void>();
  #pending: { readonly keys: string; readonly at: number } | null = null;
  #singleKeys = true;
  /** What was typed lately, and whether keys that write have to rest for it. */
  readonly typing: Typing;

  constructor(typing = new Typing()) {
    this.typing = typing;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
  all = (): readonly Action[] => this.#actions;
  singleKeys = (): boolean => this.#singleKeys;
  setSingleKeys(on: boolean): void {
    this.#singleKeys = on;
    this.#emit();
  }

  add(action: Action): () => void {
    this.#set([...this.#actions, action]);
    return () => this.#set(this.#actions.filter((other) => other !== action));
  }
  #set(actions: readonly Action[]): void {
    this.#actions = actions;
    this.#ordered = null;
    this.#emit();
  }

  /** Runs what a key press means, if anything. The latest registration wins, so an inner part overrides its screen. */
  press(press: KeyPress, place: Place, now: number): boolean {
    if (place.inDialog) return false;
    const before = this.#pending && now - this.#pending.at < SEQUENCE_MS ? this.#pending.keys : null;
    this.#pending = null;
    const action = this.#find(press, place, before, now);
    const opens = action === undefined && this.#opensSequence(press, place);
    if (opens) this.#pending = { keys: press.key.toLowerCase(), at: now };
    const done = action !== undefined && this.#run(action, press, now) !== false;
    // A letter that did nothing, or that leads to another screen, must not leave the rest of its word to a card.
    if (!place.inText && typesCharacter(press)) {
      if (opens || (done && before !== null)) this.typing.led(now);
      else if (!done) this.typing.nothing(now);
    }
    return action !== undefined || opens;
  }

  #run(action: Action, press: KeyPress, now: number): unknown {
    if (!action.alone || !typesCharacter(press)) return action.run();
    const back = action.ahead?.();
    const act = () => {
      if (action.run() === false) this.typing.nothing(now);
    };
    this.typing.hold(press.key, { act, back: () => back?.() });
    return true;
  }

  #find(press: KeyPress, place: Place, before: string | null, now: number): Action | undefined {
    const latest = this.#latestFirst();
    // On a card its keys are its own: a key of the screen around it never stands in for one, whichever came last.
    const cards =
      place.onCard && before === null
        ? latest.filter(({ guarded, keys }) => guarded && keys.some((key) => matchesChord(key, press)))
        : [];
    for (const action of cards.length > 0 ? cards : latest)
      for (const keys of action.keys) {
        if (!this.#allowed(action, keys, place)) continue;
        if (action.once && press.repeat) continue;
        if (isSequence(keys)) {
          const [first = '', second = ''] = keys.split(' ');
          if (before === first && matchesChord(second, press)) return action;
        } else if (before === null && matchesChord(keys, press)) {
          if (this.#mayAct(action, keys, press, place, now)) return action;
        }
      }
    return undefined;
  }
  /** Whether a key is meant for this action, and is not a letter of a word that was typed into nothing. */
  #mayAct(action: Action, keys: string, press: KeyPress, place: Place, now: number): boolean {
    if (action.alone && typesCharacter(press) && this.typing.goesOn()) return false;
    if (action.guarded && !isMove(keys)) return place.onCard === true && !this.typing.rests(press, now);
    // Elsewhere letters open dialogs, in which the next ones and Enter would do the rest.
    return !isSingleCharacter(keys) || !/\p{L}/u.test(keys) || place.inText || !this.typing.isTail(now);
  }
  #opensSequence(press: KeyPress, place: Place): boolean {
    return this.#actions.some((action) =>
      action.keys.some(
        (keys) =>
          isSequence(keys) &&
          this.#allowed(action, keys, place) &&
          matchesChord(keys.split(' ')[0] ?? '', press),
      ),
    );
  }

  /** Runs what a menu item of the shell stands for here, if anything. */
  runCommand(command: string): boolean {
    const action = this.#latestFirst().find((candidate) => candidate.command === command);
    action?.run();
    return action !== undefined;
  }

  /** Put in order when something was registered, not at each key. */
  #latestFirst(): readonly Action[] {
    if (this.#ordered === null) {
      const latest = [...this.#actions].reverse();
      this.#ordered = [
        ...latest.filter((action) => !action.fallback),
        ...latest.filter((action) => action.fallback),
      ];
    }
    return this.#ordered;
  }
  #allowed(action: Action, keys: string, place: Place): boolean {
    const single = isSingleCharacter(keys);
    // Keys without a modifier keep working when single keys are off only if they type nothing (Enter, arrows), and `?`,
    // by which the switch is found again.
    if (single && !this.#singleKeys && keys !== '?') return false;
    if (!place.inText) return true;
    return !action.notInText && (action.inText || keys.startsWith('Mod+'));
  }
  #emit(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
