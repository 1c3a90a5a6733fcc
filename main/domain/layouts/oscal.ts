import type { Inheritance } from '../../contract/catalogue.ts';
import type { Report } from '../report/report.ts';

/** What the OSCAL documents are made of beside the report: names that last, and control ids that OSCAL can hold. */
export interface OscalInput {
  readonly report: Report;
  /** UUID of the workbook: every UUID of a document is derived from it. */
  readonly workbook: string;
  /** ISO instant of the last change of the workbook, so that the same content gives the same bytes. */
  readonly lastModified: string;
  /** Those that the workbook chose, in its order, or the one that was asked for; NIST SP 800-53 where there is none. A plan has one. */
  readonly frameworks: readonly OscalFramework[];
  /** Names of those that were chosen and are not in the document, where none was asked for by name. */
  readonly others: readonly string[];
  /** Service in use -> catalogue id. */
  readonly catalogueIds: ReadonlyMap<string, string>;
}
export interface OscalFramework {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  /** The framework whose control ids it uses. */
  readonly subsetOf: string | null;
  readonly controls: readonly OscalControl[];
}
export interface OscalControl {
  /** As the framework writes it: `AC-2(1)`, `1.2.1`. */
  readonly id: string;
  /** The token that stands for it in OSCAL: `ac-2.1`, `pci-1.2.1`. */
  readonly token: string;
  readonly title: string;
  /** Duties asked in this workbook that help with it. */
  readonly responsibilities: readonly string[];
  readonly inherit: Inheritance;
}

export const OSCAL_LAYOUTS = ['oscal-component-definition', 'oscal-ssp', 'oscal-provider-ssp'] as const;
export type OscalLayout = (typeof OSCAL_LAYOUTS)[number];
export const OSCAL_VERSIONS = ['1.2.1', '1.1.3'] as const;
export type OscalVersion = (typeof OSCAL_VERSIONS)[number];

/** Space of the UUIDs that Demarc gives in its OSCAL documents; fixed for ever. */
export const OSCAL_NAMESPACE = 'c0b200ec-28d1-4d5f-b046-72c43ec9fce3';
/** Namespace of our own properties, by which a document of ours is known when it comes in; a URI that nobody else can claim. */
export const OSCAL_PROPERTY_NS = `urn:uuid:${OSCAL_NAMESPACE}`;
