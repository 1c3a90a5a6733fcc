/** What devices do that can meet something wrong on this machine. */
export type Doing = 'reading' | 'recording' | 'uploading';

/** What is wrong on the machine of whoever leads, as devices met it: for each thing that they do, until the same goes well again. */
export interface Trouble {
  /** All that is wrong, what became of the file before everything else; null while nothing is. */
  words(): string | null;
  met(doing: Doing, sentence: string): void;
  wentWell(doing: Doing): void;
  /** The file may have gone away. */
  look(): void;
}

/** Gravest first. */
const DOINGS: readonly Doing[] = ['recording', 'reading', 'uploading'];

/** `lost` says what became of the file, null while it is there; `onOther` hears when the words are others. */
export function createTrouble(lost: () => string | null, onOther: () => void): Trouble {
  const met = new Map<Doing, string>();
  let told: string | null = null;
  const words = () => {
    // What else was met is of a file that is not there any more.
    const all = new Set(DOINGS.flatMap((doing) => met.get(doing) ?? []));
    return lost() ?? (all.size === 0 ? null : [...all].join(' '));
  };
  const look = () => {
    const now = words();
    if (now === told) return;
    told = now;
    onOther();
  };
  return {
    words,
    look,
    met(doing, sentence) {
      met.set(doing, sentence);
      look();
    },
    wentWell(doing) {
      met.delete(doing);
      look();
    },
  };
}

/** What a device is told of it: not why, which may name folders and programs of whoever leads. */
export const toldToDevice = (doing: Doing): string =>
  `Something is wrong on the computer of whoever leads, so ${
    doing === 'reading' ? 'the room cannot show this now' : 'this may not be recorded'
  }. Tell them: their Workshop screen says why.`;
