import type { ErrorCode } from './errors.ts';

export interface TypeCount {
  readonly type: string;
  readonly count: number;
}
/** What a column of an inventory says of the services in it. */
export const COLUMN_MEANINGS = [
  'service',
  'label',
  'environment',
  'account',
  'region',
  'owner',
  'tags',
] as const;
export type ColumnMeaning = (typeof COLUMN_MEANINGS)[number];
/** A column by its place, from 0. */
export interface MappedColumn {
  readonly column: number;
  readonly means: ColumnMeaning;
}
/** A column by its heading, or its letter. */
export interface NamedColumn {
  readonly at: string;
  readonly means: ColumnMeaning;
}
/** A table of services that somebody keeps, of whose columns a person can say what they hold. */
export interface InventoryTable {
  /** Same for every table with these headings. */
  readonly fingerprint: string;
  readonly headings: readonly string[];
  /** The first rows, so that a person sees what is in a column. */
  readonly samples: readonly (readonly string[])[];
  readonly columns: readonly MappedColumn[];
  /** given, saved: a person said so, now or before. recognised: by the headings. none: nothing is known of it. */
  readonly origin: 'given' | 'saved' | 'recognised' | 'none';
}
export interface DiscoveredFile {
  /** Its name; of a file in an archive the archive's before it, of a sheet that of its workbook. */
  readonly file: string;
  /** Which of the files that were given it is, or lies in, from 0. */
  readonly input: number;
  /**
   * cloudformation, terraform-plan, terraform-state, resource-explorer, tag-editor, config, cost-explorer, cost-and-usage-report, focus,
   * detailed-billing, access-advisor, cloudtrail, organizations, cdk, terraform-json, pulumi, serverless, archive, arns, service-list,
   * inventory; null when refused.
   */
  readonly format: string | null;
  /** Resources counted in the file, mapped or not. */
  readonly resources: number;
  readonly types: readonly TypeCount[];
  /** Types that no catalogue service claims: named, never dropped. */
  readonly unmapped: readonly TypeCount[];
  /** What a reader should know: nested stacks to add, loops not expanded, truncated exports. */
  readonly notes: readonly string[];
  /** Refused because it is of no kind that is read, which of one in a folder of many need not be told. */
  readonly unknown: boolean;
  readonly refused: null | { readonly code: ErrorCode; readonly message: string };
  /** Null for what is no such table, and for one of which nothing more can be said. */
  readonly table: InventoryTable | null;
}
/** What an inventory says of a service, beside where it is. */
export interface SaidOfService {
  readonly label: string;
  /** Null for one that the workbook does not have. */
  readonly environments: readonly { readonly name: string; readonly id: string | null }[];
  /** Null for somebody whom the workbook does not know. */
  readonly owner: null | { readonly name: string; readonly person: string | null };
  readonly tags: readonly string[];
}
export interface DiscoveredService {
  /** The ref under which it is, or would be, added. */
  readonly ref: string;
  readonly catalogueId: string;
  readonly name: string;
  readonly resources: readonly TypeCount[];
  readonly files: readonly string[];
  /** Ids of the accounts and codes of the Regions that its resources are in, as far as the files tell. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Already in use in this workbook under `ref`; adding it again adds nothing. */
  readonly alreadyInUse: boolean;
  readonly variants: readonly { readonly id: string; readonly name: string; readonly when: string }[];
  /** Accounts in which it was found, and in which no service of its kind is in use; none where those in use name no account. */
  readonly newAccounts: readonly string[];
  /** Null for what no inventory says more of: then one service stands for all of its kind. */
  readonly said: SaidOfService | null;
}
/** An account of an organisation, as a list of them has it. */
export interface DiscoveredAccount {
  readonly account: string;
  /** Its id where the list has no name for it. */
  readonly name: string;
  /** The environment that names it; null for none. */
  readonly environment: string | null;
}
/** A service in use that a file showed when it was added, and no longer shows, or shows otherwise. */
export interface DiscoveredChange {
  readonly ref: string;
  readonly label: string;
  /** The file of the same name. */
  readonly file: string;
  readonly types: readonly { readonly type: string; readonly before: number; readonly now: number }[];
}
export interface DiscoverReport {
  readonly files: readonly DiscoveredFile[];
  readonly services: readonly DiscoveredService[];
  readonly accounts: readonly DiscoveredAccount[];
  /** Services of which a file shows nothing any more, and those of which it shows more or less than it did. */
  readonly gone: readonly DiscoveredChange[];
  readonly changed: readonly DiscoveredChange[];
}
