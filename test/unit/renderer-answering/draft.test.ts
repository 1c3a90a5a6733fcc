import { describe, expect, it } from 'vitest';
import { namesAlone, Redactor } from '../../../main/domain/erasure/redactor.ts';
import { draftDifferences } from '../../../renderer/answering/conflict.ts';
import {
  changeDraft,
  draftAfter,
  draftFor,
  isEmptyDraft,
  NO_DRAFT,
  readDraft,
} from '../../../renderer/answering/draft/draft.ts';
import { DraftStore } from '../../../renderer/answering/draft/draft-store.ts';
import type { PageStorage } from '../../../renderer/host/page-entries.ts';

/** What a browser's storage does, with a map. */
function storage(): PageStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  };
}

describe('a draft', () => {
  it('gathers what is given in any order', () => {
    const draft = [
      { people: { acme: 'zoe' } },
      { status: 'in-progress' as const },
      { people: { platform: 'tom' } },
      { owners: ['acme'] },
    ].reduce(changeDraft, NO_DRAFT);
    expect(draft).toEqual({
      owners: ['acme'],
      people: { acme: 'zoe', platform: 'tom' },
      status: 'in-progress',
    });
    expect(changeDraft(draft, { owners: undefined })).not.toHaveProperty('owners');
  });
  it('gives an answer what fits its parties, and keeps the texts that do not', () => {
    const draft = { people: { acme: 'zoe' }, duties: { acme: 'Tests it.' }, dueOn: null, reason: '' };
    expect(draftFor(draft, ['acme'])).toEqual({
      people: { acme: 'zoe' },
      duties: { acme: 'Tests it.' },
      dueOn: null,
    });
    expect(draftFor(draft, ['aws'])).toEqual({ dueOn: null });
    expect(draftAfter(draft, ['acme'])).toBe(NO_DRAFT);
    expect(draftAfter(draft, ['aws'])).toEqual({ duties: { acme: 'Tests it.' } });
  });
  it('loses the name of somebody who is erased from its workbook, in the ref that it hangs on as well', () => {
    const page = storage();
    const store = new DraftStore(page);
    store.set('one', 'kim-doe-db/backups', { reason: 'Said\nKim Doe', people: { acme: 'kim-doe' } });
    store.set('two', 'kim-doe-db/backups', { reason: 'Kim Doe' });
    const redactor = new Redactor(namesAlone('Erased person 1', { names: ['Kim Doe'], addresses: [] }));
    store.rewrite('one', (text) => redactor.text(text));
    expect([...store.refs('one')]).toEqual(['erased-person-1-db/backups']);
    expect(store.draft('one', 'erased-person-1-db/backups')).toEqual({
      reason: 'Said\nErased person 1',
      people: { acme: 'erased-person-1' },
    });
    expect(store.draft('two', 'kim-doe-db/backups')).toEqual({ reason: 'Kim Doe' });
  });
  it('is none where nothing readable is stored', () => {
    for (const stored of [null, '', '{', '3', '[1]', 'null'])
      expect(isEmptyDraft(readDraft(stored))).toBe(true);
  });
  it('stands beside what was recorded meanwhile, but for what the card shows as chosen', () => {
    const names = { parties: new Map([['acme', 'Acme']]), people: [{ id: 'zoe', name: 'Zoë' }] };
    const draft = { owners: ['acme'], people: { acme: 'zoe' }, status: 'implemented' as const };
    expect(draftDifferences(draft, null, names)).toEqual([
      { field: 'Status', theirs: '', mine: 'Implemented' },
    ]);
    expect(draftDifferences({ people: { acme: 'zoe' } }, null, names)).toEqual([
      { field: 'Person of Acme', theirs: '', mine: 'Zoë' },
    ]);
  });
});

describe('the drafts of a page', () => {
  it('are there after a reload, each under its workbook and duty', () => {
    const page = storage();
    new DraftStore(page).set('one', 'db/backup', { reason: 'Ours alone.' });
    const again = new DraftStore(page);
    expect(again.draft('one', 'db/backup')).toEqual({ reason: 'Ours alone.' });
    expect(again.draft('two', 'db/backup')).toBe(NO_DRAFT);
    expect([[...again.refs('one')], [...again.refs('two')]]).toEqual([['db/backup'], []]);
  });
  it('leave nothing behind once they are empty, and tell whoever looks', () => {
    const page = storage();
    const store = new DraftStore(page);
    let told = 0;
    store.subscribe(() => {
      told += 1;
    });
    store.set('one', 'db/backup', { owners: ['aws'] });
    const before = store.refs('one');
    store.set('one', 'db/backup', { owners: [] });
    expect([told, page.kept.size, before.size, store.refs('one').size]).toEqual([2, 0, 1, 0]);
  });
  it('are the same set while one is typed on, and tell a line of the grid of its own alone', () => {
    const store = new DraftStore(storage());
    store.set('one', 'db/backup', { reason: 'W' });
    const begun = store.refs('one');
    store.set('one', 'db/backup', { reason: 'We' });
    expect(store.refs('one')).toBe(begun);
    store.set('one', 'web/backup', { owners: ['aws'] });
    store.set('one', 'web/backup-tests', { owners: ['aws'] });
    store.set('two', 'app/backup', { owners: ['aws'] });
    expect([...store.refs('one')].sort()).toEqual(['db/backup', 'web/backup', 'web/backup-tests']);
    expect(store.refsInLine('one', 'backup').split(' ').sort()).toEqual(['db/backup', 'web/backup']);
    expect(store.refsInLine('one', 'restore')).toBe('');
    store.set('one', 'db/backup', NO_DRAFT);
    expect(store.refsInLine('one', 'backup')).toBe('web/backup');
  });
  it('live on in memory where the storage is full', () => {
    const full = {
      ...storage(),
      setItem: () => {
        throw new Error('full');
      },
    };
    const store = new DraftStore(full);
    store.set('one', 'db/backup', { reason: 'Kept.' });
    expect(store.draft('one', 'db/backup')).toEqual({ reason: 'Kept.' });
    expect([...store.refs('one')]).toEqual(['db/backup']);
  });
});
