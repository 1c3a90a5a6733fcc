import type { Edition } from '../domain/providers/edition.ts';

/** Reads what another workbook gives to those that inherit from it. */
export interface ProviderTask {
  readonly kind: 'provider';
  readonly path: string;
  readonly name: string;
}
/** An edition as it was read, with what is to be known of the file. */
export interface ReadEdition {
  readonly edition: Edition;
  readonly notices: readonly string[];
}
