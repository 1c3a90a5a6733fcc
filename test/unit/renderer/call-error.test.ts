import { describe, expect, test } from 'vitest';
import { CallError, whyNothing } from '../../../renderer/host/call-error.ts';

const unreachable = new CallError({ code: 'UNEXPECTED', message: 'Demarc does not answer.' });
const gone = new CallError({ code: 'NOT_FOUND', message: 'There is no such service.' });

describe('what was read before', () => {
  test('stays where the program does not answer, or failed by itself', () => {
    expect(whyNothing({ data: 'a card', error: unreachable })).toBeNull();
    expect(whyNothing({ data: 'a card', error: new Error('broken') })).toBeNull();
    expect(whyNothing({ data: 'a card', error: null })).toBeNull();
  });
  test('gives way to a refusal in words', () => {
    expect(whyNothing({ data: 'a card', error: gone })).toBe(gone);
  });
  test('is not there at first: any error says why, and waiting is none', () => {
    expect(whyNothing({ error: unreachable })).toBe(unreachable);
    expect(whyNothing({ data: undefined, error: null })).toBeNull();
  });
});
