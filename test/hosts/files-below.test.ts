import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesBelow } from '../../main/platform/files-below.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
const listed = join(folder, 'listed');
mkdirSync(listed);
const below = (most = 10, wanted = (_way: string): boolean => true) => {
  const { paths, passedOver } = filesBelow(listed, most, wanted);
  return { paths, passedOver: [...passedOver] };
};

it('follows links to files, each once, and says which folders are only linked', () => {
  const [top, elsewhere] = [join(folder, 'links'), join(folder, 'elsewhere')];
  for (const path of [join(top, 'b'), join(top, 'aside'), elsewhere]) mkdirSync(path, { recursive: true });
  const outside = join(elsewhere, 'plan.json');
  for (const path of [outside, join(top, 'b', 'own.json'), join(top, 'aside', 'kept.json')])
    writeFileSync(path, '{}');
  for (const [target, name] of [
    [outside, 'a.json'],
    [outside, 'again.json'],
    [join(top, 'b', 'own.json'), 'c.json'],
    [join(top, 'aside', 'kept.json'), 'd.json'],
    [join(top, 'b'), 'e'],
    [join(top, 'itself'), 'itself'],
    [join(top, 'nowhere.json'), 'none.json'],
  ] as const)
    symlinkSync(target, join(top, name));
  const wanted = (way: string): boolean => !/^aside/.test(way);
  const names = ['a.json', 'd.json', 'b/own.json'].map((way) => join(top, ...way.split('/')));
  expect(filesBelow(top, 10, wanted)).toEqual({ paths: names, passedOver: new Set() });
  // A linked folder is found where it lies, unless nobody looks there.
  symlinkSync(join(top, 'aside'), join(top, 'g'));
  expect(filesBelow(top, 10, wanted)).toEqual({ paths: names, passedOver: new Set(['linked']) });
  rmSync(join(top, 'g'));
  symlinkSync(elsewhere, join(top, 'f'));
  expect(filesBelow(top, 10, wanted)).toEqual({ paths: names, passedOver: new Set(['linked']) });
  expect(filesBelow(top, 10, (way) => wanted(way) && !/^f/.test(way)).passedOver).toEqual(new Set());
  symlinkSync(top, join(folder, 'way-in'));
  expect(filesBelow(join(folder, 'way-in'), 10, wanted).paths).toHaveLength(3);
});

it('lists the files below a folder in their order and says what it passed over', () => {
  const deep = join(listed, ...Array.from({ length: 20 }, () => 'b'));
  mkdirSync(join(deep), { recursive: true });
  const [first, last] = [join(listed, 'a.json'), join(deep, 'z.json')];
  for (const path of [first, last]) writeFileSync(path, '{}');
  symlinkSync(listed, join(listed, 'itself'));
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
