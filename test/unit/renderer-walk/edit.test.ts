import { describe, expect, it } from 'vitest';
import type { Person } from '../../../main/contract/parties.ts';
import { pastedAddress } from '../../../renderer/answering/use-attachments.ts';
import { updateOf } from '../../../renderer/answering/use-edit.ts';
import { personChoices } from '../../../renderer/components/person-field/people.ts';

describe('edits beside an answer', () => {
  it('gathers texts and people of several parties into one update', () => {
    expect(
      updateOf('orders-db/x', {
        'duty:aws': 'Patches.',
        'duty:organisation': '',
        'person:organisation': null,
        status: 'implemented',
        parked: false,
      }),
    ).toEqual({
      ref: 'orders-db/x',
      duties: { aws: 'Patches.', organisation: '' },
      people: { organisation: null },
      status: 'implemented',
      parked: false,
    });
  });
  it('sends nothing that was not typed', () => {
    expect(updateOf('orders-db/x', { note: 'Asked Ines.' })).toEqual({
      ref: 'orders-db/x',
      note: 'Asked Ines.',
    });
  });
});

describe('choosing a person', () => {
  const people: readonly Person[] = [
    { id: 'bo', name: 'Bo Lind', party: 'aws', role: null, email: null },
    { id: 'zoe', name: 'Zoë Adler', party: 'organisation', role: 'Platform lead', email: null },
    { id: 'ines', name: 'Ines Rocha', party: 'organisation', role: null, email: 'ines@example.org' },
  ];
  const ids = (typed: string) =>
    personChoices(people, 'organisation', typed).map((choice) =>
      choice.kind === 'known' ? choice.person.id : '+',
    );
  it("offers the party's own people first", () => expect(ids('')).toEqual(['ines', 'zoe', 'bo']));
  it('finds by name, role or address, and offers to add who is missing', () => {
    expect(ids('lead')).toEqual(['zoe', '+']);
    expect(ids('example.org')).toEqual(['ines', '+']);
    expect(ids('Marta')).toEqual(['+']);
  });
  it('does not offer to add somebody who is there', () => expect(ids('bo lind')).toEqual(['bo']));
});

describe('a pasted address', () => {
  it('is one web address and nothing else', () => {
    expect(pastedAddress(' https://example.org/a?b=c \n')).toBe('https://example.org/a?b=c');
    expect(pastedAddress('see https://example.org')).toBeNull();
    expect(pastedAddress('javascript:alert(1)')).toBeNull();
    expect(pastedAddress('ftp://example.org/a')).toBeNull();
  });
});
