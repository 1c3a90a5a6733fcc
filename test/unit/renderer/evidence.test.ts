import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../../main/contract/evidence.ts';
import {
  expiryOf,
  expiryWords,
  filterEvidence,
  periodWords,
  previewKind,
  sortEvidence,
} from '../../../renderer/features/evidence/model.ts';
import { evidenceSearch } from '../../../renderer/features/evidence/search.ts';

const piece = (patch: Partial<Evidence> & { readonly number: number }): Evidence => ({
  kind: 'file',
  title: `Piece ${patch.number}`,
  fileName: null,
  sha256: null,
  mediaType: null,
  size: null,
  url: null,
  text: null,
  coversFrom: null,
  coversTo: null,
  expires: null,
  collectedBy: null,
  collectedAt: '2026-11-25T10:00:00Z',
  links: [],
  replacedBy: null,
  providerReport: null,
  ...patch,
});
const TODAY = '2026-11-25';
const numbers = (list: readonly Evidence[]) => list.map(({ number }) => number);

describe('expiry', () => {
  test('good through its last day, worth a word 90 days before', () => {
    expect(expiryOf('2026-11-24', TODAY)).toBe('expired');
    expect(expiryOf('2026-11-25', TODAY)).toBe('soon');
    expect(expiryOf('2027-02-23', TODAY)).toBe('soon');
    expect(expiryOf('2027-02-24', TODAY)).toBe('fine');
    expect(expiryOf(null, TODAY)).toBe('none');
  });
  test('in words', () => {
    expect(expiryWords('2026-11-25', TODAY)).toBe('Expires today');
    expect(expiryWords('2026-11-01', TODAY)).toBe('Expired 1 Nov 2026');
    expect(periodWords('2026-01-01', '2026-06-30')).toBe('1 Jan 2026 to 30 Jun 2026');
    expect(periodWords(null, '2026-06-30')).toBe('to 30 Jun 2026');
    expect(periodWords(null, null)).toBe('');
  });
});

describe('the register', () => {
  const list = [
    piece({ number: 1, title: 'SOC 2 report', expires: '2026-01-01', size: 10, sha256: 'a00be2f' }),
    piece({
      number: 2,
      kind: 'link',
      title: 'Wiki',
      url: 'https://wiki.example/joiners',
      links: ['shop/mfa'],
    }),
    piece({ number: 12, kind: 'note', title: 'Seen', text: 'Root keys in the safe', expires: '2026-12-01' }),
  ];
  const filtered = (search: Parameters<typeof filterEvidence>[1]) =>
    numbers(filterEvidence(list, search, TODAY));
  test('is searched by number, title, address, note, hash and what it supports', () => {
    expect(filtered({ text: 'E-12' })).toEqual([12]);
    expect(filtered({ text: 'soc' })).toEqual([1]);
    expect(filtered({ text: 'joiners' })).toEqual([2]);
    expect(filtered({ text: 'safe root' })).toEqual([12]);
    expect(filtered({ text: 'a00be' })).toEqual([1]);
    expect(filtered({ text: 'shop/mfa' })).toEqual([2]);
  });
  test('is narrowed by kind and expiry', () => {
    expect(filtered({ kind: 'note' })).toEqual([12]);
    expect(filtered({ dates: 'expired' })).toEqual([1]);
    expect(filtered({ dates: 'soon' })).toEqual([12]);
    expect(filtered({ dates: 'none' })).toEqual([2]);
  });
  test('sorted by expiry, what never expires comes last', () => {
    expect(numbers(sortEvidence(list, { by: 'expires', direction: 'ascending' }))).toEqual([1, 12, 2]);
    expect(numbers(sortEvidence(list, { by: 'size', direction: 'descending' }))).toEqual([1, 2, 12]);
    expect(numbers(sortEvidence(list, null))).toEqual([1, 2, 12]);
  });
});

test('only pictures and texts are shown inside the page, and never markup', () => {
  expect(previewKind(piece({ number: 1, mediaType: 'image/png' }))).toBe('image');
  expect(previewKind(piece({ number: 1, mediaType: 'text/plain; charset=utf-8' }))).toBe('text');
  expect(previewKind(piece({ number: 1, mediaType: 'text/html' }))).toBeNull();
  expect(previewKind(piece({ number: 1, mediaType: 'image/svg+xml' }))).toBeNull();
  expect(previewKind(piece({ number: 1, kind: 'reference', mediaType: 'image/png' }))).toBeNull();
});

test('an address with nonsense in it is read as far as it makes sense', () => {
  expect(evidenceSearch({ kind: 'rumour', dates: 'soon', open: '3' })).toEqual({ dates: 'soon' });
  expect(evidenceSearch({ kind: 'file', open: 3, text: 'x' })).toEqual({ kind: 'file', open: 3, text: 'x' });
});
