import { useState } from 'react';
import { failureOf } from './call-error.ts';

/** Runs something that a reader asked for, and keeps in words why it was refused until the next attempt. */
export function useAttempt() {
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = async (run: () => Promise<unknown>): Promise<void> => {
    setProblem(null);
    try {
      await run();
    } catch (error) {
      setProblem(failureOf(error).message);
    }
  };
  return { problem, setProblem, attempt };
}
