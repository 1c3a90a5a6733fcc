import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { iconFiles, iconPng, readIcon } from '../../main/packaging/icon.ts';
import { PROJECT } from '../support/cli.ts';

const svg = readFileSync(join(PROJECT, 'renderer', 'public', 'icon.svg'), 'utf8');

/** The pixels of a picture as iconPng writes it, which filters nothing. */
function pixelsOf(png: Buffer): (x: number, y: number) => number[] {
  const size = png.readUInt32BE(16);
  const length = png.readUInt32BE(33);
  const rows = inflateSync(png.subarray(41, 41 + length));
  return (x, y) => [...rows.subarray(y * (1 + 4 * size) + 1 + 4 * x).subarray(0, 4)];
}

it('draws the one source at every size: corners clear, the ground and both sides of the line in their colours', () => {
  for (const size of [16, 32, 256]) {
    const at = pixelsOf(iconPng(readIcon(svg), size));
    const place = (x: number, y: number) => at(Math.floor((x * size) / 32), Math.floor((y * size) / 32));
    expect(place(0, 0)[3], `corner at ${size}`).toBeLessThan(120);
    expect(place(2, 16)).toEqual([0x1f, 0x2a, 0x37, 255]);
    expect(place(10, 10)).toEqual([0x8f, 0xb8, 0xf0, 255]);
    expect(place(10, 21)).toEqual([0xf6, 0xc8, 0x6b, 255]);
  }
});

it('makes every file that an installer asks for, and the same bytes each time', () => {
  const files = iconFiles(svg);
  const sizes = [...files.keys()].flatMap((name) => /(\d+)x\1\.png$/.exec(name)?.[1] ?? []);
  expect(sizes.map(Number)).toEqual([16, 24, 32, 48, 64, 128, 256, 512, 1024]);
  const ico = files.get('icon.ico') ?? Buffer.alloc(0);
  expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, 7]);
  for (let index = 0; index < 7; index += 1) {
    const offset = ico.readUInt32LE(6 + 16 * index + 12);
    expect(ico.toString('latin1', offset + 1, offset + 4)).toBe('PNG');
    expect(ico.readUInt32BE(offset + 16) % 256).toBe(ico[6 + 16 * index]);
  }
  const icns = files.get('icon.icns') ?? Buffer.alloc(0);
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const types: string[] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
    types.push(icns.toString('latin1', at, at + 4));
  expect(types.sort()).toEqual(
    ['ic07', 'ic08', 'ic09', 'ic10', 'ic11', 'ic12', 'ic13', 'ic14', 'icp4', 'icp5'].sort(),
  );
  for (const [name, bytes] of files) {
    const size = Number(/(\d+)x\1\.png$/.exec(name)?.[1]);
    if (size <= 256) expect(iconPng(readIcon(svg), size).equals(bytes), name).toBe(true);
  }
});

it('draws nothing that it would draw wrongly', () => {
  const draw = (inside: string) => () => readIcon(`<svg viewBox="0 0 32 32">${inside}</svg>`);
  expect(draw('<circle r="3" fill="#ffffff" />')).toThrow(/circle/);
  expect(draw('<path d="M1 1l3 3z" fill="#ffffff" />')).toThrow(/"l"/);
  expect(draw('<path d="M1 1h3v3H2z" fill="#ffffff" />')).toThrow(/no rectangle/);
  expect(draw('<rect width="3" height="3" fill="red" />')).toThrow(/"red"/);
  expect(draw('')).toThrow(/nothing/);
});
