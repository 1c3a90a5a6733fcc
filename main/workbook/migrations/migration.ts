/** One step of the schema. Versions go up in tens, steps are only ever added at the end. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}
