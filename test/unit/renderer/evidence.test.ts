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
import { type EvidenceOnly, evidenceSearch } from '../../../renderer/features/evidence/search.ts';
import { barOf, isDated, placeOf, spanOf, ticksOf } from '../../../renderer/features/evidence/timeline.ts';

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
    expect(periodWords('2026-06-30', '2026-06-30')).toBe('30 Jun 2026');
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
  test('is narrowed to what was replaced, what counts, reports on a provider, and what supports nothing', () => {
    const revisions = [
      piece({ number: 1, replacedBy: 2 }),
      piece({ number: 2, links: ['shop/mfa'] }),
      piece({ number: 3, providerReport: { party: 'aws', kind: 'soc-2', services: null } }),
      piece({ number: 4 }),
    ];
    const only = (group: EvidenceOnly) => numbers(filterEvidence(revisions, { only: group }, TODAY));
    expect(only('current')).toEqual([2, 3, 4]);
    expect(only('replaced')).toEqual([1]);
    expect(only('provider-report')).toEqual([3]);
    expect(only('unlinked')).toEqual([4]);
  });
  test('sorted by expiry, what never expires comes last', () => {
    expect(numbers(sortEvidence(list, { by: 'expires', direction: 'ascending' }))).toEqual([1, 12, 2]);
    expect(numbers(sortEvidence(list, { by: 'size', direction: 'descending' }))).toEqual([1, 2, 12]);
    expect(numbers(sortEvidence(list, null))).toEqual([1, 2, 12]);
  });
});

test('pictures, PDFs and texts are shown inside the page; markup is text among them', () => {
  expect(previewKind(piece({ number: 1, mediaType: 'image/png' }))).toBe('image');
  expect(previewKind(piece({ number: 1, mediaType: 'text/plain; charset=utf-8' }))).toBe('text');
  expect(previewKind(piece({ number: 1, mediaType: 'text/html' }))).toBe('text');
  expect(previewKind(piece({ number: 1, mediaType: 'image/svg+xml' }))).toBe('text');
  expect(previewKind(piece({ number: 1, mediaType: 'application/pdf' }))).toBe('pdf');
  expect(previewKind(piece({ number: 1, mediaType: 'application/zip' }))).toBeNull();
  expect(previewKind(piece({ number: 1, kind: 'reference', mediaType: 'image/png' }))).toBeNull();
});

test('an address with nonsense in it is read as far as it makes sense', () => {
  expect(evidenceSearch({ kind: 'rumour', dates: 'soon', open: '3' })).toEqual({ dates: 'soon' });
  expect(evidenceSearch({ only: 'replaced', view: 'timeline' })).toEqual({
    only: 'replaced',
    view: 'timeline',
  });
  expect(evidenceSearch({ only: 'some', view: 'globe' })).toEqual({});
  expect(evidenceSearch({ kind: 'file', open: 3, text: 'x' })).toEqual({ kind: 'file', open: 3, text: 'x' });
});

describe('the timeline', () => {
  const dated = [
    piece({ number: 1, coversFrom: '2025-01-01', coversTo: '2025-12-31', expires: '2026-06-30' }),
    piece({ number: 2, coversFrom: '2026-01-01' }),
    piece({ number: 3, expires: '2027-01-01' }),
  ];
  const span = spanOf(dated, [TODAY, null, '2026-12-31']);
  test('has every date in it, with room on both sides', () => {
    for (const date of ['2025-01-01', '2027-01-01', TODAY]) {
      expect(placeOf(date, span)).toBeGreaterThan(0);
      expect(placeOf(date, span)).toBeLessThan(1);
    }
    expect(isDated(piece({ number: 4 }))).toBe(false);
  });
  test('an open end reaches the edge, an expiry alone is a mark without a bar', () => {
    const [first, second, third] = dated.map((entry) => barOf(entry, span));
    expect(first).toMatchObject({ openStart: false, openEnd: false });
    expect(first?.end ?? 0).toBeLessThan(first?.expires ?? 0);
    expect(second).toMatchObject({ end: 1, openEnd: true, expires: null });
    expect(third).toMatchObject({ start: null, end: null });
    const until = barOf(piece({ number: 4, coversFrom: '2026-01-01', expires: '2026-06-30' }), span);
    expect(until.end).toBe(until.expires);
    expect(until.openEnd).toBe(false);
  });
  test('long pictures are marked by the year, short ones by the quarter', () => {
    expect(ticksOf(span).map((tick) => tick.label)).toEqual(['2025', '2026', '2027']);
    const short = spanOf([piece({ number: 1, coversFrom: '2026-02-01', coversTo: '2026-08-01' })], []);
    expect(ticksOf(short).map((tick) => tick.label)).toEqual(['Apr 2026', 'Jul 2026']);
  });
});
