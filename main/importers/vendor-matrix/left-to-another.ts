import type { Meaning } from '../../contract/claims.ts';
import { LAYOUT_DATA } from './layouts.ts';
import { fold, type Rename } from './words.ts';

// A sentence in a party's own column may say that another party does it. Four ways of saying so are known, each a rule below.

/** A text, in which the parties' names are roles, and the words for them; folded, both stand between blanks. */
interface Sentence {
  readonly read: string;
  readonly folded: string;
  /** Words for the party whose column it is, and for the other one. */
  readonly own: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

const spaced = (words: readonly string[]): ReadonlySet<string> => new Set(words.map((word) => ` ${word} `));
const PROVIDER = spaced([...LAYOUT_DATA.parties.upstream, ...LAYOUT_DATA.parties.vendor]);
const CUSTOMER = spaced(LAYOUT_DATA.parties.customer);
/** Of each column, words for its own party and for the other. */
const PARTIES_OF: Readonly<Partial<Record<Meaning, Pick<Sentence, 'own' | 'others'>>>> = {
  vendor: { own: PROVIDER, others: CUSTOMER },
  customer: { own: CUSTOMER, others: PROVIDER },
};
/** Whose it is is said at the beginning. */
const LONGEST_BEGINNING = 200;

/** "Fully managed by AWS", "Encryption is provided by the vendor". */
const HELD_BY =
  /^(?:(?:this|it|all|(?:the |this )?\S+) (?:is|are) |to be |is |are )?(?:\S+ly )?(?:inherited|managed|provided|handled|owned|covered|performed|operated) (?:\S+ )?(?:by|from) (?:(?:the|our|your|its) )?(\S+(?: \S+)?)/i;
function isHeldByAnother({ read, others }: Sentence): boolean {
  const [, named] = HELD_BY.exec(read) ?? [];
  if (named === undefined) return false;
  const [first = '', ...more] = fold(named).split(' ');
  return others.has(` ${first} `) || others.has(` ${[first, ...more].join(' ')} `);
}

/** What stands in front of the party that it is left to. */
const LEFT_TO: readonly RegExp[] = [
  // "Responsibility lies with the customer".
  /^(?:\S+ ){0,4}(?:left to|lies with|rests with|falls (?:to|on|under)|remains with|duty of|responsibility of|task of|job of) $/iu,
  // "Géré par le client", "Erfolgt durch den Kunden"; in an English sentence with "by" these are other words.
  /^(?!\S+ (?:\S+ )?by )\S+ (?:\S+ ){0,2}(?:par|durch|por|da|dal|dai|dalla|door|przez|liegt bei|liegt beim|ligt bij|bei|beim|bij) $/iu,
  // "Wird von AWS ...".
  /^wird (?:\S+ ){0,2}(?:von|vom) $/iu,
  // "Up to the customer", "This is the customer's".
  /^(?:(?:(?:this|it|that) (?:is|remains) )?up to|(?:this|it|that) (?:is|remains)) $/iu,
];
const ARTICLE = / (?:the|our|your|le|la|les|l|el|los|il|lo|i|gli|de|het|der|den|dem|die|des) $/;
const isLeftToAnother = ({ folded, others }: Sentence): boolean =>
  [...others].some((word) => {
    const at = folded.indexOf(word);
    const before = folded.slice(1, at + 1).replace(ARTICLE, ' ');
    return at >= 0 && LEFT_TO.some((pattern) => pattern.test(before));
  });

/** In front of the other party these are no words of the sentence. */
const FILLER = /^ (?:the|our|your|its|see|refer to) /;
/** Behind the other party these make it the one who does it: "Customer patches the guests", where "Customer data is encrypted" does not. */
const DOES =
  /^(?:is|are|must|shall|should|will|has|have|needs?|may|can|to|only|responsible|responsibilit(?:y|ies)|takes|does|\p{Ll}+s (?:the|an?|its|their|all|any|own)) /u;
/** It is about what the other one does, and says nothing of its own. */
function isAboutAnother({ folded, own, others }: Sentence): boolean {
  const bare = folded.replace(FILLER, ' ');
  const named = [...others].find((word) => bare.startsWith(word));
  if (named === undefined) return false;
  const behind = bare.slice(named.length);
  return behind === '' || (DOES.test(behind) && !behind.split(' ').some((word) => own.has(` ${word} `)));
}

/** An article and the party in front of a denial: "AWS no gestiona los accesos". */
const SUBJECT = /^( .{1,40}? )(?:no|non|ne|n|nie|never) /;
const SHORT_ARTICLE = /^ \p{L}{1,3} /u;
function deniesItself({ folded, own }: Sentence): boolean {
  const [, subject] = SUBJECT.exec(folded.replace(SHORT_ARTICLE, ' ')) ?? [];
  return subject !== undefined && own.has(subject);
}

/** Whether a sentence in a party's own column says that another one does it, or that this one does not. */
export function isAnothers(text: string, column: Meaning, rename: Rename): boolean {
  const parties = PARTIES_OF[column];
  if (parties === undefined) return false;
  const read = rename(text.slice(0, LONGEST_BEGINNING));
  const sentence: Sentence = { read, folded: ` ${fold(read)} `, ...parties };
  return [isHeldByAnother, isLeftToAnother, isAboutAnother, deniesItself].some((rule) => rule(sentence));
}
