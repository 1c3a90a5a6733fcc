import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { SYSTEMS } from '../../main/packaging/portable.ts';
import { PROJECT } from '../support/cli.ts';

interface Workflow {
  readonly name: string;
  readonly on: { readonly push: { readonly tags?: readonly string[] } };
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly strategy: {
          readonly matrix: { readonly os?: string[]; readonly include?: { os: string; portable: string }[] };
        };
        readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly if?: string }[];
      }
    >
  >;
}
const FOLDER = join(PROJECT, '.github', 'workflows');
const workflows = globSync('*.yml', { cwd: FOLDER })
  .sort()
  .map(
    (name) => [name, parse(readFileSync(join(FOLDER, name), 'utf8'), { strict: true }) as Workflow] as const,
  );
const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

it('there is one for the tests and one for the installers', () => {
  expect(workflows.map(([name]) => name)).toEqual(['installers.yml', 'tests.yml']);
});

it.each(workflows)(
  '%s may only read, and calls our own scripts and nothing else of ours',
  (_name, workflow) => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const { steps } of Object.values(workflow.jobs)) {
      for (const { uses } of steps) if (uses) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
      const lines = steps.flatMap(({ run }) => run?.trim().split('\n') ?? []);
      expect(lines[0]).toBe('npm ci');
      for (const line of lines.slice(1)) {
        const [, script] =
          /^(?:xvfb-run --auto-servernum )?npm (?:run )?([a-z]+)(?: -- \S.*)?$/.exec(line) ?? [];
        if (script === undefined)
          expect(line).toMatch(
            /^sudo ch(own root:root|mod 4755) node_modules\/electron\/dist\/chrome-sandbox$/,
          );
        else expect(scripts, line).toHaveProperty(script);
      }
    }
  },
);

it('the tests run on all three systems with a runtime for the window, so that no test of it skips itself', () => {
  const [job] = Object.values(workflows.find(([name]) => name === 'tests.yml')?.[1].jobs ?? {});
  expect(job?.strategy.matrix.os?.map((os) => os.split('-')[0])).toEqual(['ubuntu', 'windows', 'macos']);
  const runs = job?.steps.map(({ run }) => run ?? '') ?? [];
  expect(runs).toContain('npm run electron');
  expect(runs.some((run) => run.includes('xvfb-run --auto-servernum npm test'))).toBe(true);
  expect(existsSync(join(PROJECT, 'node_modules', 'electron', 'install.js'))).toBe(true);
});

it('a tag makes the installer and the portable edition of every system that has one', () => {
  const workflow = workflows.find(([name]) => name === 'installers.yml')?.[1];
  expect(workflow?.on.push.tags).toEqual(['v*']);
  const [job] = Object.values(workflow?.jobs ?? {});
  expect(job?.strategy.matrix.include?.map(({ portable }) => portable).sort()).toEqual(
    Object.keys(SYSTEMS).sort(),
  );
});
