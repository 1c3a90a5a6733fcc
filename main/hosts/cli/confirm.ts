import { createInterface } from 'node:readline/promises';

/**
 * Asks on the terminal; anything but yes is no, also the end of the input (Ctrl+D). While a line is read there, the terminal hands Ctrl+C
 * over as a key: it is the signal that it is elsewhere. `terminal` only where it cannot be told by standard error.
 */
export async function confirm(question: string, terminal?: boolean): Promise<boolean> {
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    ...(terminal === undefined ? {} : { terminal }),
  });
  lines.on('SIGINT', () => {
    process.stderr.write('\n');
    // On Windows nobody hears of a signal that a process sends.
    if (!process.emit('SIGINT', 'SIGINT')) process.kill(process.pid, 'SIGINT');
  });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    process.stderr.write('\n');
    return false;
  } finally {
    lines.close();
  }
}
