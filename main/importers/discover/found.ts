import type { InventoryTable } from '../../contract/discover.ts';
import { invalidInput } from '../../contract/errors.ts';
import type { NameKind } from '../../domain/recognise.ts';
import { accountNumber, isShortened } from '../../domain/services/account-number.ts';
import { isRegion } from '../../domain/services/regions.ts';
import { numeral } from '../../domain/words/counted.ts';
import type { BillFormat } from './billing/columns.ts';
import { MAX_NAMED, MAX_PLACES, MAX_RESOURCES, MAX_TYPE_LENGTH, MAX_TYPES } from './limits.ts';

export type DiscoverFormat =
  | 'cloudformation'
  | 'terraform-plan'
  | 'terraform-state'
  | 'resource-explorer'
  | 'tag-editor'
  | 'config'
  | 'cost-explorer'
  | BillFormat
  | 'access-advisor'
  | 'cloudtrail'
  | 'organizations'
  | 'cdk'
  | 'terraform-json'
  | 'pulumi'
  | 'serverless'
  | 'archive'
  | 'arns'
  | 'service-list'
  | 'inventory';

/** What one file holds, before anything is looked up in the catalogue. */
export interface Found {
  readonly format: DiscoverFormat;
  readonly kind: NameKind;
  readonly types: ReadonlyMap<string, number>;
  /** Where resources of a type are, as far as the file tells. */
  readonly places?: PlacesOf;
  /** Types that the file names but shows not to be in use: counted, never proposed. */
  readonly notInUse?: ReadonlySet<string>;
  /** A second name of a type, by which it is looked up: in CloudFormation's words where the file gives one, or that of a bill's code. */
  readonly otherNames?: ReadonlyMap<string, string>;
  readonly parts?: PartsOf;
  /** Taken for a list of names by its form alone. */
  readonly isGuess?: boolean;
  /** By type: what an inventory says of it, where a person said what its columns hold. */
  readonly said?: ReadonlyMap<string, Said>;
  /** Accounts that it lists by name. */
  readonly accounts?: readonly ListedAccount[];
  /** The table that it is, where more could be said of its columns. */
  readonly table?: InventoryTable;
  readonly notes: readonly string[];
  /** Templates that this one points to. */
  readonly links?: readonly Link[];
  /** What it is called, with its title, where other parts of its file stand beside it. */
  readonly called?: string;
  readonly beside?: readonly Part[];
}
/** What one part of a file holds, under the name of the file and its own; or why it could not be read. */
export type Part =
  | { readonly file: string; readonly found: Found }
  | { readonly file: string; readonly error: unknown };

/** The parts of a file by their names: most have one. */
export const partsOfFile = (
  file: string,
  { called = file, beside = [], ...found }: Found,
): readonly Part[] => [{ file: called, found }, ...beside];
/** What rows of an inventory say of one service. */
export interface Said {
  /** The product, as the look-up is asked for it. */
  readonly product: string;
  /** Empty where the inventory has no name of its own for it. */
  readonly label: string;
  readonly environments: ReadonlySet<string>;
  readonly owner: string;
  readonly tags: ReadonlySet<string>;
  readonly rows: readonly number[];
}
/** An account with its twelve digits. */
export interface ListedAccount {
  readonly account: string;
  readonly name: string;
}
/** By type: the ids of the accounts and the codes of the Regions that its resources are in. */
export type PlacesOf = ReadonlyMap<string, FoundPlaces>;
export interface FoundPlaces {
  readonly accounts: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  /** Accounts of which a spreadsheet kept the first digits alone, as the file has them: `5.28758E+11`. */
  readonly shortened: ReadonlySet<string>;
}
/** An account and a Region as a file has them, whatever they are. */
export interface Place {
  readonly account: unknown;
  readonly region: unknown;
}

/** The accounts and Regions that one row of a list names. */
export interface RowPlaces {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** How many of a type are what another type stands for: of the instances, those that are members of a cluster. */
export type PartsOf = ReadonlyMap<string, readonly PartOf[]>;
export interface PartOf {
  readonly as: string;
  readonly count: number;
}
export interface Link {
  /** The entry that points. */
  readonly from: string;
  /** The way to it from the file that points, its name alone where it lies elsewhere; null when the address is only known on deployment. */
  readonly file: string | null;
  /** Where what the template declares will be, if the one that points says so. */
  readonly place?: Place;
}

/** Counts by type within the bounds of limits.ts. */
export class TypeCounter {
  readonly types = new Map<string, number>();
  readonly places = new Map<string, { readonly [Of in keyof FoundPlaces]: Set<string> }>();
  readonly file: string;
  private total = 0;

  constructor(file: string) {
    this.file = file;
  }

  /** `place`: where it is; what is no account or Region of AWS is left out. */
  add(type: string, count = 1, place: Place | null = null): void {
    this.total += count;
    if (this.total > MAX_RESOURCES)
      throw invalidInput(
        `${this.file} lists more than ${numeral(MAX_RESOURCES)} resources. Export one account or Region at a time.`,
      );
    // Of a type that was counted before the name is as it should be.
    const name = this.types.has(type) ? type : clip(type, MAX_TYPE_LENGTH);
    if (place !== null) this.note(name, place);
    this.types.set(name, (this.types.get(name) ?? 0) + count);
    if (this.types.size > MAX_TYPES)
      throw invalidInput(
        `${this.file} names more than ${numeral(MAX_TYPES)} different types, which no account has. Check that it is the export you meant.`,
      );
  }

  /** Notes of a type all the accounts and Regions that a row names. */
  placed(type: string, places: RowPlaces | null): void {
    for (const account of places?.accounts ?? []) this.add(type, 0, { account, region: null });
    for (const region of places?.regions ?? []) this.add(type, 0, { account: null, region });
  }

  private note(type: string, { account, region }: Place): void {
    const places = this.places.get(type) ?? {
      accounts: new Set(),
      regions: new Set(),
      shortened: new Set(),
    };
    this.places.set(type, places);
    // Of a hundred thousand resources nearly all lie where another of their type does.
    if (places.accounts.has(String(account)) && places.regions.has(String(region))) return;
    const id = accountIn(account);
    if (/^\d{12}$/.test(id) && places.accounts.size < MAX_PLACES) places.accounts.add(id);
    if (isShortened(id) && places.shortened.size < MAX_NAMED) places.shortened.add(id);
    if (typeof region === 'string' && isRegion(region) && places.regions.size < MAX_PLACES)
      places.regions.add(region);
  }
}

/** An account, which people write with its name: `111122223333 (prod)`. */
function accountIn(account: unknown): string {
  const id = accountNumber(account);
  if (typeof account !== 'string' || /^\d{12}$/.test(id)) return id;
  const found = account.slice(0, MAX_TYPE_LENGTH).match(/(?<![\d.,])\d{12}(?![\d.,])/g) ?? [];
  return found.length === 1 && found[0] !== undefined ? found[0] : id;
}

/** Text cut to a length for a message, on one line. */
export const clip = (text: string, length: number): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
};

/** `A, B and 3 more`. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).map((name) => clip(name, 80));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** `EC2, RDS`, `EC2 + RDS`: a system may run on several services, and in several environments. */
export const partsOf = (text: string): readonly string[] =>
  text
    .split(/[,;\n]| \+ /)
    .map((part) => part.trim())
    .filter((part) => part !== '');
