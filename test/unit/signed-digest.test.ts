import { expect, test } from 'vitest';
import {
  dutiesText,
  evidenceTexts,
  type SignedRow,
  signedText,
} from '../../main/domain/signatures/signed-digest.ts';

const row = (ref: string, patch: Partial<SignedRow> = {}): SignedRow => ({
  ref,
  shares: [
    { party: 'aws', text: 'Keeps the host.', person: null },
    { party: 'acme', text: 'Patches the guest.', person: 'zoe' },
  ],
  notApplicable: null,
  deviationReason: null,
  status: 'in-progress',
  risk: null,
  dueOn: null,
  note: null,
  evidence: [2, 1],
  ...patch,
});
const proof = (number: number, patch = {}) => ({
  number,
  kind: 'file' as const,
  sha256: 'a'.repeat(64),
  url: null,
  text: null,
  coversFrom: null,
  coversTo: null,
  expires: null,
  ...patch,
});
const EVIDENCE = evidenceTexts([proof(1), proof(2)]);
const base = signedText([row('db/a'), row('db/b')], EVIDENCE);

test('the same truth gives the same text in whatever order it comes', () => {
  const shuffled = row('db/a');
  expect(
    signedText(
      [row('db/b'), { ...shuffled, shares: [...shuffled.shares].reverse(), evidence: [1, 2] }],
      evidenceTexts([proof(2), proof(1)]),
    ),
  ).toBe(base);
});

test('names and states that are not signed leave it as it is', () => {
  const named = {
    ...row('db/a'),
    subjectLabel: 'Orders',
    review: 'accepted',
    parked: true,
    suggested: 'aws',
  };
  const titled = evidenceTexts([{ ...proof(1), title: 'Renamed' } as never, proof(2)]);
  expect(signedText([named, row('db/b')], titled)).toBe(base);
});

test.each<[string, Partial<SignedRow>]>([
  ['the owners', { shares: [{ party: 'acme', text: 'Patches the guest.', person: 'zoe' }] }],
  ['a text', { shares: [{ party: 'acme', text: 'Patches.', person: 'zoe' }] }],
  ['who is named', { shares: [{ party: 'acme', text: 'Patches the guest.', person: 'bo' }] }],
  ['not applicable', { shares: [], notApplicable: 'No guest.' }],
  ['the reason', { deviationReason: 'Contract.' }],
  ['the status', { status: 'implemented' }],
  ['the due date', { dueOn: '2026-12-01' }],
  ['the note', { note: 'x' }],
  ['the evidence', { evidence: [1] }],
])('%s is part of what is signed', (_name, patch) => {
  expect(signedText([row('db/a', patch), row('db/b')], EVIDENCE)).not.toBe(base);
});

test.each([
  ['another content', { sha256: 'b'.repeat(64) }],
  ['another expiry', { expires: '2027-01-01' }],
  ['another period', { coversTo: '2027-01-01' }],
])('%s of the evidence is part of what is signed', (_name, patch) => {
  expect(signedText([row('db/a'), row('db/b')], evidenceTexts([proof(1, patch), proof(2)]))).not.toBe(base);
});

test('a duty more or less, answered or not, is part of what is signed', () => {
  expect(signedText([row('db/a')], EVIDENCE)).not.toBe(base);
  const open = row('db/c', { shares: [], evidence: [], status: 'not-started' });
  expect(signedText([row('db/a'), row('db/b'), open], EVIDENCE)).not.toBe(base);
});

test('the duties of a person are their own shares, and nothing of the others', () => {
  const zoe = dutiesText('zoe', [row('db/a'), row('db/b')]);
  expect(dutiesText('zoe', [row('db/b'), row('db/a', { status: 'implemented', note: 'x' })])).toBe(zoe);
  const aws = { party: 'aws', text: 'Another text.', person: null };
  const own = { party: 'acme', text: 'Patches the guest.', person: 'zoe' };
  expect(dutiesText('zoe', [row('db/a', { shares: [aws, own] }), row('db/b')])).toBe(zoe);
  expect(dutiesText('zoe', [row('db/a')])).not.toBe(zoe);
  expect(dutiesText('zoe', [row('db/a', { shares: [{ ...own, text: 'More.' }] }), row('db/b')])).not.toBe(
    zoe,
  );
  expect(dutiesText('bo', [row('db/a'), row('db/b')])).not.toBe(zoe);
});
