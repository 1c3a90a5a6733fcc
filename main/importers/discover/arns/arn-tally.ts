import { counted } from '../../../domain/words/counted.ts';
import type { Json } from '../../text/json.ts';
import { Databases } from '../exports/databases.ts';
import { LaunchTypes, withParts } from '../exports/launch-types.ts';
import { MadeByAws } from '../exports/made-by-aws.ts';
import { clip, type Found, listNames, type Place, TypeCounter } from '../found.ts';
import { told } from '../unknown.ts';
import { type Arn, type NamedByArn, namedByArn, nameInArn } from './arn.ts';
import { BelowOthers } from './beside-arns.ts';

/** The account of examples in AWS's own documentation. */
const OF_EXAMPLES = '123456789012';

/** What a row says of its resource beside the ARN. */
export interface RowOf extends Place {
  readonly engine?: unknown;
  readonly cluster?: unknown;
  /** How much of it is used, or whether it is. */
  readonly used?: unknown;
  /** Properties that say on what its containers run. */
  readonly launched?: Json;
}

/** Why resources that only a policy names are not counted. */
export const DENIED = 'since a policy denies them';

/** Counts resources by their ARNs, each once. What is gone, or denied by a policy, is told and not counted; so is an account of examples beside others. */
export class ArnTally {
  readonly #own: TypeCounter;
  readonly #mentioned: TypeCounter;
  readonly #below = { own: new BelowOthers(), mentioned: new BelowOthers() };
  readonly #file: string;
  readonly #seen = new Map<string, 'own' | 'mentioned'>();
  readonly #databases = new Databases();
  readonly #launched = new LaunchTypes();
  readonly #made = { own: new MadeByAws(), mentioned: new MadeByAws() };
  readonly #seenMade = new Set<string>();
  #aside = 0;
  readonly #notCounted = new Map<string, { readonly identities: Set<string>; readonly said: Set<string> }>();
  readonly #examples: (() => void)[] = [];
  #hasOthers = false;
  readonly #statements = { own: 0, mentioned: 0 };

  constructor(file: string) {
    this.#file = file;
    this.#own = new TypeCounter(file);
    this.#mentioned = new TypeCounter(file);
  }

  /** `below`: the title that it stands below. */
  add(arn: Arn, as: 'own' | 'mentioned', row: RowOf | null = null, below = ''): void {
    const named = namedByArn(arn);
    if (named.is === 'made-by-aws' && !isUsed(row)) {
      const key = `${as} ${named.identity}`;
      if (!this.#seenMade.has(key)) this.#made[as].has(named.type, [nameInArn(arn)]);
      this.#seenMade.add(key);
      return;
    }
    if (named.is !== 'resource' && named.is !== 'made-by-aws') {
      this.#aside += 1;
      return;
    }
    this.#made[as].sees(named.type);
    if (named.place.account === OF_EXAMPLES) {
      this.#examples.push(() => this.#count(named, as, row, below));
      return;
    }
    if (named.place.account) this.#hasOthers = true;
    this.#count(named, as, row, below);
  }

  /** Notes a statement of a policy that says of resources what may be done with them. */
  permit(as: 'own' | 'mentioned'): void {
    this.#statements[as] += 1;
  }

  /** One that is not counted: `why` in words that follow "not counted", `said` what tells it. */
  leave(arn: Arn, why: string, said: string): void {
    const named = namedByArn(arn);
    if (named.is !== 'resource') return;
    const entry = this.#notCounted.get(why) ?? { identities: new Set(), said: new Set() };
    this.#notCounted.set(why, entry);
    entry.identities.add(named.identity);
    if (entry.said.size < MOST_SAID) entry.said.add(clip(said, 80));
  }

  #count(named: Resource, as: 'own' | 'mentioned', row: RowOf | null, below: string): void {
    const before = this.#seen.get(named.identity);
    if (before === 'own' || before === as) return;
    this.#seen.set(named.identity, as);
    const place = {
      account: named.place.account || row?.account,
      region: named.place.region || row?.region,
    };
    (as === 'own' ? this.#own : this.#mentioned).add(named.type, 1, place);
    this.#below[as].add(below, named.type);
    if (as !== 'own') return;
    this.#databases.note(named.type, row?.engine, row?.cluster);
    this.#launched.note(named.type, row?.launched);
  }

  /** Null where nothing was named. */
  found(): Found | null {
    const isExample = this.#examples.length > 0 && !this.#hasOthers;
    if (isExample) for (const count of this.#examples) count();
    const as = this.#own.types.size + this.#made.own.count > 0 ? 'own' : 'mentioned';
    const counter = as === 'own' ? this.#own : this.#mentioned;
    const notes: string[] = [...this.#leftOut(as), ...this.#made[as].notes(counter.types)];
    if (counter.types.size === 0) {
      if (notes.length === 0) return null;
      throw told(`${this.#file} names no resource that is in use. ${notes.join(' ')}`);
    }
    notes.push(...this.#below[as].notes());
    const statements = this.#statements[as];
    if (statements > 0)
      notes.push(
        `${counted(statements, 'statement')} of policies in it ${statements === 1 ? 'says' : 'say'} what may be done with resources, or not, and those that are named whole are counted. Leave out what is not in use.`,
      );
    if (isExample)
      notes.push(
        `Account ${OF_EXAMPLES} is that of examples in the documentation of AWS. Leave out what is none of yours.`,
      );
    const referred = [...this.#seen.values()].filter((as) => as === 'mentioned').length;
    if (counter === this.#own && referred > 0)
      notes.push(
        `${counted(referred, 'other resource is', 'other resources are')} only referred to by rows of ${this.#file}, such as roles and keys, and not counted.`,
      );
    if (counter === this.#mentioned)
      notes.push(
        `Nothing in ${this.#file} is said to be the ARN of a row of its own, so every resource that it names is counted, and none that it names otherwise.`,
      );
    if (this.#aside > 0)
      notes.push(
        `${counted(this.#aside, 'ARN')} left aside that ${this.#aside === 1 ? 'names' : 'name'} no resource of an account: patterns of policies, sessions, whole accounts, findings, what a scanner did not find, what AWS owns.`,
      );
    return {
      format: 'arns',
      kind: 'resource-type',
      types: counter.types,
      places: counter.places,
      parts: counter === this.#own ? withParts(this.#databases.parts, this.#launched.parts) : new Map(),
      notes,
    };
  }

  #leftOut(as: 'own' | 'mentioned'): string[] {
    const notes = [...this.#notCounted].flatMap(([why, { identities, said }]) => {
      const words = listNames([...said].map((each) => `“${each}”`));
      const left = [...identities].filter((identity) => this.#seen.get(identity) !== as).length;
      const counts = identities.size - left;
      return [
        ...(left > 0 ? [`${counted(left, 'resource')} not counted, ${why}: ${words}.`] : []),
        // What nobody may do with a resource says nothing against another line that names it.
        ...(counts > 0 && why !== DENIED
          ? [
              `${counted(counts, 'resource')} left aside in one place, ${why} (${words}), and counted by another.`,
            ]
          : []),
      ];
    });
    if (this.#examples.length > 0 && this.#hasOthers)
      notes.push(
        `${counted(this.#examples.length, 'ARN')} of account ${OF_EXAMPLES} not counted, which is that of examples in the documentation of AWS.`,
      );
    return notes;
  }
}
type Resource = NamedByArn & { readonly is: 'resource' | 'made-by-aws' };
/** A count above nought, or yes, also as a text. */
const isUsed = (row: RowOf | null): boolean => Number(row?.used) > 0 || /^true$/i.test(String(row?.used));
const MOST_SAID = 20;
