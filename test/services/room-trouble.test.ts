import { expect, test } from 'vitest';
import { createTrouble } from '../../main/services/room/trouble.ts';

test('whoever leads hears of each thing once, the gravest first, until it goes well again', () => {
  let lost: string | null = null;
  const told: (string | null)[] = [];
  const trouble = createTrouble(
    () => lost,
    () => told.push(trouble.words()),
  );
  trouble.wentWell('recording');
  trouble.met('uploading', 'No room.');
  trouble.met('uploading', 'No room.');
  trouble.met('reading', 'Cannot be read.');
  trouble.met('recording', 'Cannot be read.');
  trouble.wentWell('reading');
  trouble.met('recording', 'Held.');
  lost = 'Gone.';
  trouble.met('recording', 'Gone.');
  trouble.wentWell('uploading');
  lost = null;
  trouble.wentWell('recording');
  expect(told).toEqual(['No room.', 'Cannot be read. No room.', 'Held. No room.', 'Gone.', null]);
});
