import { expect, test } from 'vitest';
import { createTrouble } from '../../main/services/room/trouble.ts';

test('whoever leads hears of each thing once, the gravest first, until the same goes well again', () => {
  let lost: string | null = null;
  let hour = 10;
  const told: (string | null)[] = [];
  const trouble = createTrouble(
    () => lost,
    () => `${hour}:00`,
    () => told.push(trouble.words()),
  );
  trouble.wentWell('recording', 'say');
  trouble.met('uploading', 'file', 'No room.');
  trouble.met('uploading', 'file', 'No room.');
  trouble.met('reading', 'view', 'Cannot be read.');
  trouble.met('recording', 'say', 'Cannot be read.');
  // What reads something else proves nothing.
  trouble.wentWell('reading', 'mine');
  trouble.wentWell('reading', 'view');
  hour = 11;
  trouble.met('recording', 'say', 'Held.');
  expect(trouble.before()).toBeNull();
  lost = 'Gone.';
  trouble.met('recording', 'say', 'Gone.');
  trouble.wentWell('uploading', 'file');
  lost = null;
  trouble.met('recording', 'say', 'Held.');
  trouble.wentWell('recording', null);
  expect(told).toEqual(['No room.', 'Cannot be read. No room.', 'Held. No room.', 'Gone.', 'Held.', null]);
  // What is over stays readable, since somebody was told to ask for it.
  expect(trouble.before()).toEqual({ at: '11:00', words: 'Held.' });
});
