import { cellAddress } from '../sheets/book.ts';

/** 0 -> A, 27 -> AB. */
export const columnLetters = (column: number): string => cellAddress(1, column).replace(/\d+$/, '');
