import type { RoomState } from '../../contract/room.ts';

/** What devices do that can meet something wrong on this machine. */
export type Doing = 'reading' | 'recording' | 'uploading';

/** What is wrong on the machine of whoever leads, as devices met it: for each thing that they ask, until the same goes well again. */
export interface Trouble {
  /** All that is wrong, what became of the file before everything else; null while nothing is. */
  words(): string | null;
  /** What was wrong last and no longer is. */
  before(): RoomState['wasWrong'];
  /** `what` was asked, by its name, and could not be done. */
  met(doing: Doing, what: string, sentence: string): void;
  /** The same went well; with null, all of its kind. */
  wentWell(doing: Doing, what: string | null): void;
  /** The file may have gone away. */
  look(): void;
}

/** Gravest first. */
const DOINGS: readonly Doing[] = ['recording', 'reading', 'uploading'];

/** `lost` says what became of the file, null while it is there; `now` is an ISO instant; `onOther` hears when the words are others. */
export function createTrouble(lost: () => string | null, now: () => string, onOther: () => void): Trouble {
  const met = new Map<string, { readonly doing: Doing; readonly sentence: string }>();
  let told: string | null = null;
  let at = '';
  let before: RoomState['wasWrong'] = null;
  const words = () => {
    const gone = lost();
    if (gone !== null) return gone;
    const all = DOINGS.flatMap((doing) =>
      [...met.values()].flatMap((each) => (each.doing === doing ? [each.sentence] : [])),
    );
    return all.length === 0 ? null : [...new Set(all)].join(' ');
  };
  const look = () => {
    const wrong = words();
    if (wrong === told) return;
    if (wrong === null && told !== null) before = { at, words: told };
    told = wrong;
    onOther();
  };
  return {
    words,
    before: () => before,
    look,
    met(doing, what, sentence) {
      met.set(what, { doing, sentence });
      at = now();
      look();
    },
    wentWell(doing, what) {
      if (what !== null) met.delete(what);
      else for (const [each, { doing: its }] of met) if (its === doing) met.delete(each);
      look();
    },
  };
}

/** What a device is told of it: not why, which may name folders and programs of whoever leads. */
export const toldToDevice = (doing: Doing): string =>
  `Something is wrong on the computer of whoever leads, so ${
    doing === 'reading' ? 'the room cannot show this now' : 'this may not be recorded'
  }. Tell them: their Workshop screen says why.`;
