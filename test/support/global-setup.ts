import { ensureBuilt } from './cli.ts';
import { makeExample } from './example-shop.ts';

/** End-to-end tests run the built program, most of them on the built-in example; what is given back clears it away. */
export default function setUp(): () => void {
  ensureBuilt();
  return makeExample();
}
