import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CallError } from '../../../renderer/host/call-error.ts';
import { KeptEdits } from '../../../renderer/host/kept-edits.ts';
import { SaveQueue, type SaveTarget } from '../../../renderer/host/save-queue.ts';

interface Patch {
  readonly note?: string;
  readonly title?: string;
}
type Sent = { readonly patch: Patch; readonly baseRev: number | undefined };

/** A record that answers when told to. */
function recordOf(options: { readonly rev?: number } = {}) {
  const sent: Sent[] = [];
  const waiting: { resolve: (rev: number | undefined) => void; reject: (error: Error) => void }[] = [];
  const target: SaveTarget<Patch> = {
    key: 'assignment:orders-db/os-patching',
    label: 'orders-db: patching',
    baseRev: options.rev,
    save: (patch, baseRev) => {
      sent.push({ patch, baseRev });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
  };
  const settle = async (
    act: (one: { resolve: (rev: number | undefined) => void; reject: (error: Error) => void }) => void,
  ) => {
    const one = waiting.shift();
    if (!one) throw new Error('Nothing was sent.');
    act(one);
    await vi.advanceTimersByTimeAsync(1);
  };
  return {
    target,
    sent,
    accept: (rev: number | undefined) => settle((one) => one.resolve(rev)),
    refuse: (code: 'CONFLICT' | 'UNEXPECTED') =>
      settle((one) => one.reject(new CallError({ code, message: 'Refused.' }))),
  };
}

describe('SaveQueue', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('merges what is typed and sends it once, after a pause', async () => {
    const queue = new SaveQueue();
    const record = recordOf({ rev: 4 });
    queue.edit(record.target, { note: 'a' });
    queue.edit(record.target, { note: 'ab' });
    queue.edit(record.target, { title: 'T' });
    await vi.advanceTimersByTimeAsync(500);
    expect(record.sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(record.sent).toEqual([{ patch: { note: 'ab', title: 'T' }, baseRev: 4 }]);
    expect(queue.summary().state).toBe('saving');
    await record.accept(5);
    expect(queue.summary().state).toBe('saved');
    expect(queue.entry(record.target.key)).toBeNull();
  });

  test('keeps what is typed during a save and sends it from the new revision', async () => {
    const queue = new SaveQueue();
    const record = recordOf({ rev: 4 });
    queue.edit(record.target, { note: 'a', title: 'T' });
    void queue.flush(record.target.key);
    queue.edit(record.target, { note: 'ab' });
    expect(record.sent).toHaveLength(1);
    await record.accept(5);
    expect(record.sent[1]).toEqual({ patch: { note: 'ab' }, baseRev: 5 });
    expect(queue.entry(record.target.key)?.patch).toEqual({ note: 'ab' });
    await record.accept(6);
    expect(queue.entry(record.target.key)).toBeNull();
  });

  test('a refused save keeps the text, names it, and is sent again by flushAll', async () => {
    const queue = new SaveQueue();
    const record = recordOf();
    queue.edit(record.target, { note: 'a' });
    const first = queue.flushAll();
    await record.refuse('UNEXPECTED');
    expect(await first).toBe(false);
    expect(queue.summary().state).toBe('failed');
    expect(queue.summary().failed.map((entry) => entry.label)).toEqual(['orders-db: patching']);
    expect(queue.entry(record.target.key)?.patch).toEqual({ note: 'a' });
    const second = queue.flushAll();
    await record.accept(undefined);
    expect(await second).toBe(true);
    expect(record.sent).toHaveLength(2);
  });

  test('a conflict waits for the reader: flushing does not overwrite, keepMine does', async () => {
    const queue = new SaveQueue();
    const record = recordOf({ rev: 4 });
    queue.edit(record.target, { note: 'mine' });
    void queue.flush(record.target.key);
    await record.refuse('CONFLICT');
    expect(queue.entry(record.target.key)?.state).toBe('conflict');
    queue.edit(record.target, { note: 'mine too' });
    await vi.advanceTimersByTimeAsync(2000);
    expect(await queue.flushAll()).toBe(false);
    expect(record.sent).toHaveLength(1);
    void queue.keepMine(record.target.key, 9);
    expect(record.sent[1]).toEqual({ patch: { note: 'mine too' }, baseRev: 9 });
    await record.accept(10);
    expect(queue.summary().state).toBe('saved');
  });

  test('a conflict can be given up', async () => {
    const queue = new SaveQueue();
    const record = recordOf({ rev: 4 });
    queue.edit(record.target, { note: 'mine' });
    void queue.flush(record.target.key);
    await record.refuse('CONFLICT');
    queue.cancel(record.target.key);
    expect(queue.summary()).toEqual({ state: 'saved', failed: [] });
  });

  test('a held act can be undone, and runs by itself after its time', async () => {
    const queue = new SaveQueue();
    const done: string[] = [];
    queue.hold('remove:a', 'removing a', 10_000, async () => void done.push('a'));
    queue.hold('remove:b', 'removing b', 10_000, async () => void done.push('b'));
    expect(queue.summary().state).toBe('held');
    queue.cancel('remove:a');
    await vi.advanceTimersByTimeAsync(10_001);
    expect(done).toEqual(['b']);
    expect(queue.summary().state).toBe('saved');
  });

  test('flushing carries held acts out at once', async () => {
    const queue = new SaveQueue();
    const done: string[] = [];
    queue.hold('remove:a', 'removing a', 10_000, async () => void done.push('a'));
    const flushed = queue.flushAll();
    await vi.advanceTimersByTimeAsync(1);
    expect(await flushed).toBe(true);
    expect(done).toEqual(['a']);
  });

  test('commands count until they settle, refused ones too', async () => {
    const queue = new SaveQueue();
    let refuse = (_: Error) => {};
    const tracked = queue.track(new Promise((_, reject) => (refuse = reject)));
    expect(queue.summary().state).toBe('saving');
    refuse(new Error('no'));
    await expect(tracked).rejects.toThrow('no');
    expect(queue.summary().state).toBe('saved');
  });

  test('what cannot be saved is kept with its workbook, stands in the next page again, and is gone once it is saved or discarded', async () => {
    const storage = pageStorage();
    const { target, refuse } = recordOf({ rev: 4 });
    const of = (workbook: string) => ({ ...target, workbook });
    const before = new SaveQueue(new KeptEdits(storage), () => 'walk/orders-db');
    before.edit(of('one'), { note: 'typed' });
    await vi.advanceTimersByTimeAsync(700);
    await refuse('UNEXPECTED');
    expect(new KeptEdits(storage).of('one')).toEqual([
      { key: target.key, label: target.label, patch: { note: 'typed' }, baseRev: 4, place: 'walk/orders-db' },
    ]);

    const kept = new KeptEdits(storage);
    const after = new SaveQueue(kept);
    const { target: again, sent, accept } = recordOf({ rev: 9 });
    after.restore({ ...again, workbook: 'another' });
    expect(after.entry(again.key)).toBeNull();
    after.restore({ ...again, workbook: 'one' });
    expect(after.entry(again.key)).toMatchObject({ state: 'failed', patch: { note: 'typed' } });
    const saving = after.flushAll();
    await vi.advanceTimersByTimeAsync(1);
    // Against the record as it was seen when the text was typed.
    expect(sent).toEqual([{ patch: { note: 'typed' }, baseRev: 4 }]);
    await accept(10);
    await saving;
    expect(kept.of('one')).toEqual([]);
    expect(storage.length).toBe(0);
  });

  test('a page that goes away keeps what it has not sent', () => {
    const storage = pageStorage();
    const queue = new SaveQueue(new KeptEdits(storage));
    const { target } = recordOf();
    queue.edit({ ...target, workbook: 'one' }, { note: 'half' });
    queue.hold('removal', 'a removal', 1000, async () => {});
    queue.keepAll();
    expect(new KeptEdits(storage).of('one').map(({ patch }) => patch)).toEqual([{ note: 'half' }]);
    queue.cancel(target.key);
    expect(new KeptEdits(storage).of('one')).toEqual([]);
  });
});

/** A page's storage, in memory. */
function pageStorage() {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (at: number) => [...items.keys()][at] ?? null,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
}
