import type { EXAMPLES } from '../contract/app.ts';
import { ecommerce } from './ecommerce/index.ts';
import type { Example } from './example.ts';

/** The built-in workbooks by id. */
export const examples: Readonly<Record<(typeof EXAMPLES)[number], Example>> = { ecommerce };
