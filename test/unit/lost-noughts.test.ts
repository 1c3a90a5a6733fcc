import { expect, test } from 'vitest';
import { lostNoughts } from '../../main/domain/controls/lost-noughts.ts';

/** The ids that may have lost a nought, each with its place: `5.2@7`, and `?` where only others show it. */
const lost = (ids: string, scheme: string | null = 'iso-27001') => {
  const texts = ids.split(' ').map((id) => id.replace('_', ''));
  return [...lostNoughts(texts, scheme)].map(
    ([at, behind]) => `${texts[at]}@${at}${behind === null ? '?' : ''}`,
  );
};

test.each([
  ['behind the id before it', '5.8 5.9 5.1 5.11 5.19 5.2 5.21 5.29 5.3 5.31', ['5.1@2', '5.2@5', '5.3@8']],
  ['the same id twice, once in order', '5.1 5.2 5.9 5.11 5.2 5.23', ['5.2@4']],
  ['lower than the one before it', '8.1 8.2 8.14 8.2 8.29 8.3', ['8.2@3', '8.3@5']],
  ['in several rows', '5.9 5.1 5.1 _ 5.11', ['5.1@1', '5.1@2']],
  ['at the end', '7.8 7.9 7.1', ['7.1@2']],
  ['others show it', '5.2 5.3 7.1 8.14 8.2', ['5.2@0?', '5.3@1?', '7.1@2?', '8.2@4']],
  ['with blank rows between', '5.19 _ 5.2', ['5.2@2']],
])('ids of Annex A that lost a nought: %s', (_, ids, expected) => {
  expect(lost(ids).toSorted()).toEqual(expected.toSorted());
});

test.each([
  ['a whole list as text', '5.1 5.2 5.3 5.9 5.10 5.11 5.19 5.20 5.21'],
  ['a list that leaves controls out', '5.1 5.15 5.23 7.4 8.2 8.24'],
  ['a control in several rows', '5.1 5.2 5.2 5.2 5.3'],
  ['a list that begins again for another service', '5.1 5.2 5.3 5.4 5.1 5.2 5.3 5.4'],
  ['a short list that begins again', '5.1 5.15 5.1 5.15'],
  ['what Annex A does not have', '6.1 6.8 6.1 7.1 7.14 7.2'],
  ['text with its nought kept', '8.13 8.2 8.20'],
  ['a descending list', '8.9 8.7 8.5 8.3'],
  ['with the A of the annex, sorted as text', 'A.5.1 A.5.15 A.5.2 A.5.9 A.5.1'],
])('ids that lost none: %s', (_, ids) => {
  expect(lost(ids)).toEqual([]);
});

test('of ids of other frameworks only what stands right behind is doubted', () => {
  expect(lost('12.8 12.9 12.1 12.11', 'pci-dss')).toEqual(['12.1@2']);
  expect(lost('1.5 1.1 2.4 2.2', 'pci-dss')).toEqual([]);
  expect(lost('1.8 1.9 1.1 1.11', null)).toEqual(['1.1@2']);
});
