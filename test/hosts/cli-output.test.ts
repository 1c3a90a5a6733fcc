import { expect, it } from 'vitest';
import { table } from '../../main/hosts/cli/output.ts';

it('aligns columns by what a terminal shows, however many rows there are', () => {
  const rows = Array.from({ length: 150_000 }, (_, n) => ({
    n,
    name: n === 149_999 ? '漢字' : `r${n % 10}`,
  }));
  const lines = table(rows, [
    { head: 'N', align: 'right', text: (row) => row.n },
    { head: 'NAME', text: (row) => row.name },
    { head: 'END', text: () => 'x' },
  ]).split('\n');
  expect(lines).toHaveLength(150_002);
  expect(lines[0]).toBe('     N  NAME  END');
  expect(lines[1]).toBe('     0  r0    x');
  expect(lines[150_000]).toBe('149999  漢字  x');
});
