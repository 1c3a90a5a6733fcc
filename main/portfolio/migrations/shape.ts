/** What a column holds; with a question mark it may hold nothing. The same on both engines: days and instants are ISO texts, yes and no are 1 and 0. */
export type ColumnType = 'text' | 'text?' | 'integer' | 'integer?' | 'bytes';

export interface TableShape {
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Leads with the unit, by which a cluster can distribute the table. */
  readonly key: readonly string[];
  /** Whether its rows belong to a publication and go with it. */
  readonly ofPublication: boolean;
  readonly indexes?: readonly (readonly string[])[];
}
