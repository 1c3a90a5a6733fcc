/**
 * Keys are written as `Mod+K` (Ctrl, or Cmd on a Mac), `Shift+Enter`, `?`, or as a sequence of single keys: `g s`.
 * Characters are compared as typed, so `?` needs no `Shift+`. The space bar is `Space`.
 */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** Held down. */
  readonly repeat?: boolean;
}

export const isMac = (): boolean =>
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

export const isSequence = (keys: string): boolean => keys.includes(' ');

/** A key that types a character by itself: such shortcuts rest while one types, and can be switched off. */
export const isSingleCharacter = (keys: string): boolean =>
  !keys.includes('+') && keys.split(' ').every((key) => [...key].length === 1);

/** Whether one press is this chord. Sequences are matched press by press by the caller. */
export function matchesChord(chord: string, press: KeyPress, onMac?: boolean): boolean {
  const key = chord === '+' ? '+' : chord.slice(chord.lastIndexOf('+') + 1);
  // First what nearly every chord fails by: each key is held against all that are on screen.
  if (press.key.toLowerCase() !== (key === 'Space' ? ' ' : key.toLowerCase())) return false;
  const parts = chord === '+' ? ['+'] : chord.split('+');
  const mac = onMac ?? isMac();
  const wants = (name: string) => parts.slice(0, -1).includes(name);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const otherMod = mac ? press.ctrlKey : press.metaKey;
  if (wants('Mod') !== mod || otherMod || wants('Alt') !== press.altKey) return false;
  const typed = [...key].length === 1;
  // Letters say with `Shift+` whether it is held; for other characters the character itself says it.
  return (typed && !/[a-z]/i.test(key)) || wants('Shift') === press.shiftKey;
}

const WORDS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** The keys as words for a key cap: `Mod+K` is `Ctrl`, `K`. */
export function keyWords(keys: string, mac: boolean = isMac()): readonly string[] {
  const chords = isSequence(keys) ? keys.split(' ') : [keys];
  return chords.flatMap((chord) =>
    (chord === '+' ? ['+'] : chord.split('+')).map((part) => {
      if (part === 'Mod') return mac ? '⌘' : 'Ctrl';
      return WORDS[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    }),
  );
}
