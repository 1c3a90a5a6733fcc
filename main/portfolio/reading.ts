/** The workbook could not be read while it was being published, as the cause says: no fault of the portfolio. */
export class ReadingFailed extends Error {
  constructor(cause: unknown) {
    super('The workbook could not be read', { cause });
  }
}

/** A part of a workbook: what goes wrong while it is read is told apart from what goes wrong while it is written. */
export function readPart<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ReadingFailed(error);
  }
}

/** The same of rows that stream. What whoever takes them throws ends the walk, and is not caught here. */
export function* readRows<T>(rows: () => Iterable<T>): Generator<T> {
  try {
    yield* rows();
  } catch (error) {
    throw new ReadingFailed(error);
  }
}
