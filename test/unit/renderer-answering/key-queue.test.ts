import { expect, it } from 'vitest';
import { KeyQueue, textOf } from '../../../renderer/answering/key-queue.ts';

it('keeps what waits in order and swallows nothing', () => {
  const queue = new KeyQueue<string>();
  for (const act of ['accept', 'accept', 'next-status']) queue.push(act, false);
  expect([queue.take(), queue.take(), queue.take(), queue.take()]).toEqual([
    { act: 'accept', keys: [] },
    { act: 'accept', keys: [] },
    { act: 'next-status', keys: [] },
    null,
  ]);
});

it('after a key that opens a field, letters are its text and no commands', () => {
  const queue = new KeyQueue<string>();
  expect(queue.type('C')).toBe(false);
  queue.push('person', true);
  for (const key of ['C', 'a', 'r', 'l', 'Shift', 'Enter']) expect(queue.type(key)).toBe(true);
  expect(queue.take()).toEqual({ act: 'person', keys: ['C', 'a', 'r', 'l', 'Enter'] });
  expect(queue.typing).toBe(false);
});

it('where a field opens by itself, what was pressed before it is there is its text, in order', () => {
  const queue = new KeyQueue<string>();
  queue.push('next-status', false, 't');
  queue.push('duty-text', true, 'h');
  queue.type('e');
  queue.asText('nothing');
  for (const key of [' ', 'l', 'a', 'w', 'Enter']) expect(queue.type(key)).toBe(true);
  expect(queue.take()).toEqual({ act: 'nothing', keys: ['t', 'h', 'e', ' ', 'l', 'a', 'w', 'Enter'] });
  expect(queue.take()).toBeNull();
});

it('Escape takes back the field that was about to open', () => {
  const queue = new KeyQueue<string>();
  queue.push('person', true);
  queue.type('C');
  queue.type('Escape');
  expect(queue.take()).toBeNull();
});

it('reads keys as the text that a field would have', () => {
  expect(textOf(['C', 'a', 'x', 'Backspace', 'r'])).toEqual({ text: 'Car', entered: false });
  expect(textOf(['a', 'Enter', 'b'])).toEqual({ text: 'a', entered: true });
  expect(textOf([])).toEqual({ text: '', entered: false });
});
