import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesBelow } from '../../main/platform/files-below.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
const below = (most = 10, wanted = (_way: string): boolean => true) => {
  const { paths, passedOver } = filesBelow(folder, most, wanted);
  return { paths, passedOver: [...passedOver] };
};

it('lists the files below a folder in their order and says what it passed over', () => {
  const deep = join(folder, ...Array.from({ length: 20 }, () => 'b'));
  mkdirSync(join(deep), { recursive: true });
  const [first, last] = [join(folder, 'a.json'), join(deep, 'z.json')];
  for (const path of [first, last]) writeFileSync(path, '{}');
  symlinkSync(folder, join(folder, 'itself'));
  expect(below()).toEqual({ paths: [first, last], passedOver: [] });
  expect(below(1)).toEqual({ paths: [first], passedOver: ['files'] });
  mkdirSync(join(deep, 'one-more'));
  expect(below()).toEqual({ paths: [first, last], passedOver: ['deep'] });
  // Of folders that nobody wants nothing is passed over.
  expect(below(10, (way) => !/one-more/.test(way)).passedOver).toEqual([]);
  const ways: string[] = [];
  below(10, (way) => ways.push(way) > 0);
  expect(ways[0]).toBe('a.json');
});
