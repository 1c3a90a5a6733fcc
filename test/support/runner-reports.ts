import { existsSync, readFileSync } from 'node:fs';

/** What a runner's own report says of a run, and of each test that failed its name with the beginning of what it said. */
export interface Told {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
}

/** Reads vitest's report in JSON; throws where there is none. What was left out for its tag is not among the skipped. */
export function readVitestReport(path: string, leftOut: string | null): Told {
  const report = readReport<{
    numPassedTests: number;
    numFailedTests: number;
    testResults: readonly {
      name: string;
      message?: string;
      assertionResults: readonly {
        status: string;
        fullName: string;
        tags?: readonly string[];
        failureMessages?: readonly string[];
      }[];
    }[];
  }>(path);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'skipped' || status === 'pending')
      .filter(({ tags }) => leftOut === null || !tags?.includes(leftOut)).length,
    failures: report.testResults.flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      // A file that does not load has no test that failed.
      return failed.length === 0 && message
        ? [failure(name, message)]
        : failed.map(({ fullName, failureMessages }) =>
            failure(`${name} › ${fullName}`, failureMessages?.[0]),
          );
    }),
  };
}

interface Suite {
  readonly file: string;
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly line: number;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly results: readonly { readonly errors?: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}

/** Reads Playwright's report in JSON; throws where there is none. */
export function readPlaywrightReport(path: string): Told {
  const { stats, suites } = readReport<{
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    suites: readonly Suite[];
  }>(path);
  const failuresIn = (suite: Suite): readonly string[] => [
    ...(suite.specs ?? [])
      .filter(({ ok }) => !ok)
      .map(({ file, line, title, tests }) =>
        failure(
          `${file}:${line} › ${title}`,
          tests.flatMap(({ results }) => results).flatMap(({ errors = [] }) => errors)[0]?.message,
        ),
      ),
    ...(suite.suites ?? []).flatMap(failuresIn),
  ];
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: suites.flatMap(failuresIn),
  };
}

function readReport<T>(path: string): T {
  if (!existsSync(path)) throw new Error(`${path} was not written.`);
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** Lines of a message that are told; the whole of it stands where the test ran. */
const LINES = 6;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal begin with one
const COLOURS = /\u001b\[[0-9;]*m/g;
function failure(name: string, message = ''): string {
  const lines = message
    .replace(COLOURS, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return [name, ...lines.slice(0, LINES).map((line) => `    ${line.slice(0, 200)}`)].join('\n');
}
