import type { RegisterRow } from '../../contract/assignments.ts';
import { plainName } from '../words/plain-text.ts';

/** The words by which a row of a sheet names its duty, beside its ref; empty where it has none. */
export interface RowWords {
  readonly service: string;
  readonly responsibility: string;
}
/** Whether a row's words mean what its ref means. `strange` are words that are no name of anything here, and are not its own. */
export type Agreement =
  | { readonly is: 'agrees' | 'silent' }
  | { readonly is: 'strange'; readonly service: string | null; readonly responsibility: string | null }
  | { readonly is: 'disagrees' };

export interface LabelInput {
  readonly rows: Iterable<RegisterRow>;
  /** The row as it was when the sheet was exported; null when that is not known. */
  readonly exported: ((now: RegisterRow) => RegisterRow) | null;
  /** Names of services that were in use at export and are gone, and of every duty of the catalogue. */
  readonly otherServices: Iterable<string>;
  readonly otherDuties: Iterable<string>;
  /** Whether the sheet was exported with the catalogue of today: then no duty has had another name since. */
  readonly sameCatalogue: boolean;
}

/**
 * Compares the words of rows with their refs, capitals, composition and blanks apart. Names of today count as well as those at
 * export, so that a service which was renamed here since is still the same.
 */
export function labelReader({ rows, exported, otherServices, otherDuties, sameCatalogue }: LabelInput) {
  const services = new Set<string>([...otherServices].map(plainName));
  const duties = new Set<string>([...otherDuties].map(plainName));
  for (const row of rows) {
    services.add(plainName(row.subjectLabel));
    if (exported) services.add(plainName(exported(row).subjectLabel));
    duties.add(plainName(row.responsibilityName));
  }
  return (words: RowWords, now: RegisterRow): Agreement => {
    const [service, duty] = [plainName(words.service), plainName(words.responsibility)];
    const own = [now, ...(exported ? [exported(now)] : [])].map((row) => plainName(row.subjectLabel));
    const isService = service === '' || own.includes(service);
    const isDuty = duty === '' || duty === plainName(now.responsibilityName);
    if (isService && isDuty) return { is: service === '' && duty === '' ? 'silent' : 'agrees' };
    const known = (!isService && services.has(service)) || (!isDuty && (sameCatalogue || duties.has(duty)));
    if (known || !(isService || isDuty)) return { is: 'disagrees' };
    return { is: 'strange', service: isService ? null : service, responsibility: isDuty ? null : duty };
  };
}

/**
 * Strange words are a new name that a sender gave, or the catalogue an old one, where every row of the same thing has them;
 * else they are the words of something else.
 */
export function strangeWords() {
  const said = new Map<string, Set<string>>();
  const note = (thing: string, words: string) => {
    const set = said.get(thing) ?? new Set<string>();
    said.set(thing, set.add(words));
  };
  return {
    /** Takes note of every row that has words, strange or not. */
    note(words: RowWords, { subject, responsibility }: RegisterRow) {
      if (words.service !== '') note(`service ${subject}`, plainName(words.service));
      if (words.responsibility !== '') note(`duty ${responsibility}`, plainName(words.responsibility));
    },
    /** After all rows: whether what is strange about a row is said of its thing all through the sheet. */
    isName(agreement: Agreement, { subject, responsibility }: RegisterRow): boolean {
      return (
        agreement.is === 'strange' &&
        (agreement.service === null || said.get(`service ${subject}`)?.size === 1) &&
        (agreement.responsibility === null || said.get(`duty ${responsibility}`)?.size === 1)
      );
    },
  };
}
