import { type Options, type Parser, parse } from 'csv-parse';

/** What of csv-parse's inside is reached for here; its test tells when a newer version is otherwise. */
interface Inside {
  readonly api: {
    readonly state: { record: unknown[]; expectedRecordLength?: number };
    parse(
      bytes: Buffer | undefined,
      end: boolean,
      push: (record: string[]) => void,
      close: () => void,
    ): Error | undefined;
  };
}

/**
 * A parser of records that need not be equally long. Told to bear that, csv-parse still makes an error for each such record, with a stack
 * and a copy of all its fields, which takes most of a minute for a file of a few megabytes: so every record has the length it expects.
 */
export function raggedParser(options: Options): Parser {
  const parser = parse({ ...options, relax_column_count: true });
  const { state } = (parser as unknown as Inside).api;
  Object.defineProperty(state, 'expectedRecordLength', { get: () => state.record.length, set: () => {} });
  return parser;
}

/** All records of a text at once. Throws csv-parse's own error for what is no CSV. */
export function parseRagged(text: string, options: Options): string[][] {
  const records: string[][] = [];
  const { api } = raggedParser(options) as unknown as Inside;
  const take = (record: string[]) => void records.push(record);
  for (const [bytes, end] of [
    [Buffer.from(text), false],
    [undefined, true],
  ] as const) {
    const error = api.parse(bytes, end, take, () => {});
    if (error) throw error;
  }
  return records;
}
