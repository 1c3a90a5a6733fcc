import type { ErrorCode } from './errors.ts';

export interface TypeCount {
  readonly type: string;
  readonly count: number;
}
export interface DiscoveredFile {
  /** Its name; of a file in an archive the archive's before it, of a sheet that of its workbook. */
  readonly file: string;
  /** Which of the files that were given it is, or lies in, from 0. */
  readonly input: number;
  /**
   * cloudformation, terraform-plan, terraform-state, resource-explorer, tag-editor, config, cost-explorer, cost-and-usage-report, focus,
   * detailed-billing, access-advisor, cloudtrail, organizations, cdk, terraform-json, pulumi, serverless, archive, arns, service-list; null when
   * refused.
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
  /** Services of which a file shows nothing any more, and those of which it shows more or less than it did. */
  readonly gone: readonly DiscoveredChange[];
  readonly changed: readonly DiscoveredChange[];
}
