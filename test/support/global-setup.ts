import { ensureBuilt } from './cli.ts';

/** End-to-end tests run the built program. */
export default function setUp(): void {
  ensureBuilt();
}
