import { isMadeByAws, mayBeMadeByAws } from '../../../domain/services/aws-defaults.ts';
import { counted } from '../../../domain/words/counted.ts';
import { asText } from '../../text/json.ts';
import { nameInArn, parseArn, resourceTypeOfArn } from '../arns/arn.ts';
import { clip } from '../found.ts';

const MOST_KEPT = 1000;
/** So many names are told of a type. */
const SHOWN = 3;

/** What of a file AWS itself made in every account, or owns there: told by type and name, and not counted. */
export class MadeByAws {
  readonly #names = new Map<string, Set<string>>();
  readonly #withNames = new Set<string>();
  #count = 0;

  /** Whether a resource is AWS's own, which is kept to be told. `names`: its ARN, and what else the file calls it; what is no text is none. */
  has(type: string, names: readonly unknown[]): boolean {
    const given = names.flatMap((name) => asText(name) ?? []);
    if (given.length > 0) this.sees(type);
    const own = given
      .map((text) => {
        const arn = text.startsWith('arn:') ? parseArn(text) : null;
        return arn === null
          ? { of: type, name: text, isOfAws: false }
          : {
              of: resourceTypeOfArn(text) ?? type,
              name: nameInArn(arn),
              isOfAws: isAccountOfAws(arn.account),
            };
      })
      .find(({ of, name, isOfAws }) => isOfAws || isMadeByAws(of, name));
    if (own === undefined) return false;
    this.#count += 1;
    const { of, name } = own;
    const kept = this.#names.get(of) ?? new Set();
    this.#names.set(of, kept);
    if (kept.size < MOST_KEPT) kept.add(shortly(name));
    return true;
  }

  /** Of this type the file says the names. */
  sees(type: string): void {
    this.#withNames.add(type);
  }

  /** How many were kept out. */
  get count(): number {
    return this.#count;
  }

  /** What was kept out, and of which of the types that were counted AWS may have made all that there is of a service. */
  notes(types: ReadonlyMap<string, number>): readonly string[] {
    const told = [...this.#names].map(([type, names]) => {
      const shown = [...names].slice(0, SHOWN).map((name) => clip(name, 80));
      const more = names.size - shown.length;
      return `${type} (${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
    });
    const open = this.#open([...types.keys()]);
    return [
      ...(told.length === 0
        ? []
        : [
            `${counted(this.#count, 'resource')} not counted, which AWS makes in every account by itself, or owns: ${told.join(', ')}. A service that is used through these alone is added by hand.`,
          ]),
      ...(open.length === 0
        ? []
        : [
            `Of these types AWS makes some in every account by itself, and nothing here tells which: ${open.join(', ')}. Where they are all that there is of a service, leave it out if nobody uses it.`,
          ]),
    ];
  }

  /** Types that may be AWS's own where the file has nothing else of the same service. */
  #open(types: readonly string[]): readonly string[] {
    const isOpen = (type: string): boolean => mayBeMadeByAws(type, this.#withNames.has(type));
    const sure = new Set(types.filter((type) => !isOpen(type)).map(serviceOf));
    return types.filter((type) => isOpen(type) && !sure.has(serviceOf(type)));
  }
}

/** `arn:aws:iam::aws:policy/ReadOnlyAccess`, `arn:aws:network-firewall:eu-west-1:aws-managed:...`; what else is no number may have been made unreadable. */
const isAccountOfAws = (account: string): boolean => /^aws(-|$)/.test(account);

/** Without the path of a service-linked role, and the numbers of a revision. */
const shortly = (name: string): string =>
  name.replace(/^aws-service-role\/[^/]*\//, '').replace(/\/1\/0+1$/, '');

/** `AWS::EC2` of `AWS::EC2::VPC`, `ec2` of `ec2:vpc`. */
const serviceOf = (type: string): string => type.slice(0, Math.max(0, type.lastIndexOf(':'))).toLowerCase();
