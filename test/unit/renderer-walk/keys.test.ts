import { describe, expect, it } from 'vitest';
import {
  actionOf,
  type Surface,
  statusAfter,
  surfaceOf,
  WALK_KEYS,
  type WalkStroke,
} from '../../../renderer/features/walk-through/keys.ts';

const press = (key: string, extra: Partial<WalkStroke> = {}): WalkStroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...extra,
});
const on = (surface: Surface, key: string, extra: Partial<WalkStroke> = {}) =>
  actionOf(press(key, extra), surface)?.type ?? null;

describe('keys of the walk-through', () => {
  it('answers with one key, in either case of the letter', () => {
    expect(actionOf(press('a'), 'card')).toEqual({ type: 'answer', as: 'provider' });
    expect(actionOf(press('C'), 'card')).toEqual({ type: 'answer', as: 'customer' });
    expect(actionOf(press('s'), 'card')).toEqual({ type: 'answer', as: 'shared' });
    expect(on('card', 'n')).toBe('not-applicable');
    expect(on('card', 'Enter')).toBe('accept');
    expect(actionOf(press('3'), 'card')).toEqual({ type: 'toggle-party', index: 2 });
    expect(on('card', '0')).toBeNull();
  });

  it('leaves every key to a field, except Escape, which goes back to the card', () => {
    for (const key of ['a', 'c', 's', 'n', 'j', 'Enter', '1', 'ArrowRight', 'Backspace', ']'])
      expect(on('field', key), key).toBeNull();
    expect(on('field', 'Escape')).toBe('leave-field');
    expect(on('card', 'Escape')).toBe('dismiss');
  });

  it('leaves Enter to a button and arrows to a choice, but lets letters through', () => {
    expect(on('button', 'Enter')).toBeNull();
    expect(on('button', 's')).toBe('answer');
    expect(on('choice', 'ArrowRight')).toBeNull();
    expect(on('choice', 'Enter')).toBeNull();
    expect(on('choice', 'j')).toBe('next');
    expect(on('card', 'ArrowRight')).toBe('next');
    expect(on('card', 'ArrowLeft')).toBe('previous');
  });

  it('never takes a key with Ctrl, Cmd or Alt, so that the platform keeps its own', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey'] as const)
      for (const key of ['a', 's', 'Enter', 'ArrowRight', 'Escape'])
        expect(on('card', key, { [modifier]: true }), `${modifier} ${key}`).toBeNull();
  });

  it('tells Shift+A from A, and takes no other letter with Shift as an answer', () => {
    expect(on('card', 'A', { shiftKey: true })).toBe('accept-domain');
    expect(on('card', 'C', { shiftKey: true })).toBeNull();
    expect(on('card', 'Enter', { shiftKey: true })).toBeNull();
  });

  it('does not let a held key answer card after card, but lets it page through them', () => {
    expect(on('card', 'a', { repeat: true })).toBeNull();
    expect(on('card', 'Enter', { repeat: true })).toBeNull();
    expect(on('card', 'j', { repeat: true })).toBe('next');
  });

  it('goes quiet when single keys are switched off, except for Escape', () => {
    expect(actionOf(press('a'), 'card', false)).toBeNull();
    expect(actionOf(press('Escape'), 'card', false)).toEqual({ type: 'dismiss' });
  });

  it('lists no key twice in the help', () => {
    const keys = WALK_KEYS.map((line) => line.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('surfaceOf', () => {
  it('knows what takes text', () => {
    expect(surfaceOf({ tag: 'TEXTAREA' })).toBe('field');
    expect(surfaceOf({ tag: 'SELECT' })).toBe('field');
    expect(surfaceOf({ tag: 'INPUT', inputType: 'text' })).toBe('field');
    expect(surfaceOf({ tag: 'INPUT', inputType: 'date' })).toBe('field');
    expect(surfaceOf({ tag: 'DIV', editable: true })).toBe('field');
    expect(surfaceOf({ tag: 'DIV', role: 'combobox' })).toBe('field');
    expect(surfaceOf({ tag: 'BUTTON', insideDialog: true })).toBe('field');
  });
  it('tells choices, buttons and the rest apart', () => {
    expect(surfaceOf({ tag: 'INPUT', inputType: 'radio' })).toBe('choice');
    expect(surfaceOf({ tag: 'INPUT', inputType: 'checkbox' })).toBe('button');
    expect(surfaceOf({ tag: 'LI', role: 'option' })).toBe('choice');
    expect(surfaceOf({ tag: 'A' })).toBe('button');
    expect(surfaceOf({ tag: 'SUMMARY' })).toBe('button');
    expect(surfaceOf({ tag: 'BODY' })).toBe('card');
    expect(surfaceOf({ tag: 'H1' })).toBe('card');
  });
});

it('the status key goes round', () => {
  expect(statusAfter('not-started')).toBe('in-progress');
  expect(statusAfter('risk-accepted')).toBe('not-started');
});
