import { DemarcError, type ErrorCode, notFound } from '../../contract/errors.ts';

/** Why one file of a batch could not be read, in a sentence that names it: one bad file never fails the others. */
export function refusalOf(
  name: string,
  error: unknown,
): { readonly code: ErrorCode; readonly message: string } {
  if (error instanceof DemarcError) return { code: error.code, message: error.message };
  // The parsers follow nesting by recursion, so too deep a file ends their stack.
  if (error instanceof RangeError)
    return {
      code: 'INVALID_INPUT',
      message: `${name} is nested too deep or too large to be read. Split it.`,
    };
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') {
    const missing = notFound(`file ${name}`, 'Check the path.');
    return { code: missing.code, message: missing.message };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: code === undefined ? 'UNEXPECTED' : 'INVALID_INPUT',
    message: `${name} could not be read (${reason.slice(0, 200)}). Check that it is a readable file.`,
  };
}
