import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../support/cli.ts';
import { PARTS } from './parts/index.ts';

test('SECURITY.md names tests that there are, and every part of the campaign', () => {
  const text = readFileSync(join(PROJECT, 'SECURITY.md'), 'utf8');
  const named = [...text.matchAll(/`([a-z-]+\/(?:[a-z-]+\.test\.ts)?)`/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(15);
  for (const name of named) expect(existsSync(join(PROJECT, 'test', name)), name).toBe(true);
  const campaign = [...text.matchAll(/campaign: ([a-z, -]+)/g)].flatMap(([, parts = '']) =>
    parts.split(', '),
  );
  expect(campaign.sort()).toEqual(PARTS.map(({ name }) => name).sort());
});
