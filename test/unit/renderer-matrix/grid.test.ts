import { describe, expect, it } from 'vitest';
import {
  type GridExtent,
  gridAct,
  moveCell,
  pointerAct,
  type Stroke,
} from '../../../renderer/components/data-table/grid-navigation.ts';
import fc from '../../support/property.ts';

const press = (key: string, extra: Partial<Stroke> = {}): Stroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...extra,
});
const extent: GridExtent = { rows: 500, columns: 40, page: 20 };

describe('moving through a grid', () => {
  it('goes by one with the arrows and stops at the edges', () => {
    expect(moveCell({ row: 3, column: 3 }, press('ArrowDown'), extent)).toEqual({ row: 4, column: 3 });
    expect(moveCell({ row: 0, column: 0 }, press('ArrowUp'), extent)).toEqual({ row: 0, column: 0 });
    expect(moveCell({ row: 499, column: 39 }, press('ArrowRight'), extent)).toEqual({ row: 499, column: 39 });
  });
  it('goes to the edges with Ctrl, Home and End', () => {
    expect(moveCell({ row: 3, column: 3 }, press('ArrowDown', { ctrlKey: true }), extent)?.row).toBe(499);
    expect(moveCell({ row: 3, column: 3 }, press('End'), extent)).toEqual({ row: 3, column: 39 });
    expect(moveCell({ row: 3, column: 3 }, press('Home', { metaKey: true }), extent)).toEqual({
      row: 0,
      column: 0,
    });
    expect(moveCell({ row: 3, column: 3 }, press('End', { ctrlKey: true }), extent)).toEqual({
      row: 499,
      column: 39,
    });
  });
  it('goes by a screen with Page Up and Page Down', () => {
    expect(moveCell({ row: 3, column: 3 }, press('PageDown'), extent)?.row).toBe(23);
    expect(moveCell({ row: 3, column: 3 }, press('PageUp'), extent)?.row).toBe(0);
  });
  it('leaves other keys alone, and empty grids without a focus', () => {
    expect(moveCell({ row: 3, column: 3 }, press('a'), extent)).toBeNull();
    expect(moveCell({ row: 3, column: 3 }, press('ArrowDown', { altKey: true }), extent)).toBeNull();
    expect(moveCell({ row: 0, column: 0 }, press('ArrowDown'), { rows: 0, columns: 3, page: 1 })).toBeNull();
  });
  it('never leaves the grid, whatever is pressed', () => {
    const keys = fc.constantFrom(
      'ArrowUp',
      'ArrowDown',
      'ArrowLeft',
      'ArrowRight',
      'Home',
      'End',
      'PageUp',
      'PageDown',
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.tuple(keys, fc.boolean()), { maxLength: 30 }),
        (rows, columns, page, strokes) => {
          let at = { row: 0, column: 0 };
          for (const [key, ctrlKey] of strokes)
            at = moveCell(at, press(key, { ctrlKey }), { rows, columns, page }) ?? at;
          expect(at.row).toBeGreaterThanOrEqual(0);
          expect(at.row).toBeLessThan(rows);
          expect(at.column).toBeGreaterThanOrEqual(0);
          expect(at.column).toBeLessThan(columns);
        },
      ),
    );
  });
});

describe('what a key means in a grid', () => {
  const at = { row: 3, column: 3 };
  const selecting = { ...extent, selected: 0 };

  it('moves, draws a range with Shift, and opens with Enter', () => {
    expect(gridAct(at, press('ArrowDown'), selecting)).toEqual({ kind: 'move', to: { row: 4, column: 3 } });
    expect(gridAct(at, press('ArrowDown', { shiftKey: true }), selecting)).toEqual({
      kind: 'extend',
      to: { row: 4, column: 3 },
    });
    expect(gridAct(at, press('Enter'), selecting)).toEqual({ kind: 'open' });
    expect(gridAct(at, press('Enter', { ctrlKey: true }), selecting)).toBeNull();
  });
  it('selects where something can be selected, and only there', () => {
    expect(gridAct(at, press(' '), selecting)).toEqual({ kind: 'toggle' });
    expect(gridAct(at, press('a', { ctrlKey: true }), selecting)).toEqual({ kind: 'all' });
    expect(gridAct(at, press('Escape'), selecting)).toBeNull();
    expect(gridAct(at, press('Escape'), { ...extent, selected: 2 })).toEqual({ kind: 'clear' });
    for (const key of [' ', 'Escape']) expect(gridAct(at, press(key), extent)).toBeNull();
    expect(gridAct(at, press('ArrowDown', { shiftKey: true }), extent)).toBeNull();
  });
  it('reaches the head where it can have the focus, but no range and no row begins there', () => {
    const headed = { ...selecting, head: true };
    const head = { row: -1, column: 3 };
    expect(gridAct({ row: 0, column: 3 }, press('ArrowUp'), headed)).toEqual({ kind: 'move', to: head });
    expect(gridAct({ row: 0, column: 3 }, press('ArrowUp'), selecting)).toEqual({
      kind: 'move',
      to: { row: 0, column: 3 },
    });
    expect(gridAct({ row: 0, column: 3 }, press('ArrowUp', { shiftKey: true }), headed)).toBeNull();
    expect(gridAct(head, press('ArrowDown', { shiftKey: true }), headed)).toBeNull();
    expect(gridAct(head, press('Enter'), headed)).toBeNull();
    expect(gridAct({ row: 499, column: 0 }, press('ArrowDown'), headed)).toEqual({
      kind: 'move',
      to: { row: 499, column: 0 },
    });
  });
  it('takes a click with Shift for a range, with Ctrl or Cmd for one more', () => {
    const held = { shiftKey: false, ctrlKey: false, metaKey: false };
    expect(pointerAct(held)).toBe('click');
    expect(pointerAct({ ...held, ctrlKey: true })).toBe('toggle');
    expect(pointerAct({ ...held, metaKey: true })).toBe('toggle');
    expect(pointerAct({ ...held, shiftKey: true })).toBe('extend');
  });
});
