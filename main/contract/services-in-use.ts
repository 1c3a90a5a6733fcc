import type { Lifecycle, ServiceModel } from './catalogue.ts';

/** A catalogue service, or a custom one, as the organisation runs it. */
export interface ServiceInUse {
  /** Slug, unique in the workbook and never changed. */
  readonly ref: string;
  /** Catalogue id, or the id of a custom service (`custom-...`). */
  readonly catalogueId: string;
  readonly label: string;
  /** Ids of the environments that it stands in, in the order of the ids. */
  readonly environments: readonly string[];
  /** Ids of AWS accounts, and codes of Regions, with commas between; in an old workbook any text (domain/services/places.ts). */
  readonly account: string | null;
  readonly region: string | null;
  readonly model: ServiceModel;
  readonly dataClassification: string | null;
  readonly lead: string | null;
  readonly notes: string | null;
  /** Words by which the organisation groups its services, each once, in the order of the alphabet. */
  readonly tags: readonly string[];
  /** Day by which its answers are to be looked at again. */
  readonly reviewOn: string | null;
  readonly foundIn: readonly FoundIn[];
  readonly order: number;
}
/** Of the name of a file with its folders so many characters are remembered, the last ones. */
export const LONGEST_FILE_NAME = 500;
/** Where a service was found: the file, and how many resources of which types. */
export interface FoundIn {
  readonly file: string;
  readonly format: string;
  readonly resources: readonly { readonly type: string; readonly count: number }[];
}
/** With what lists and headings need beside it. */
export interface ServiceInUseRow extends ServiceInUse {
  readonly serviceName: string;
  readonly category: string;
  readonly lifecycle: Lifecycle;
  readonly asked: number;
  readonly answered: number;
  readonly parked: number;
  readonly variants: readonly { readonly id: string; readonly name: string; readonly when: string }[];
}
