import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Settings, backups and workbooks of the programs that one run of the browser tests starts; gone after it. Inherited by its workers. */
process.env.DEMARC_E2E_FOLDER ??= join(tmpdir(), `demarc-e2e-${process.pid}`);
export const RUN_FOLDER = process.env.DEMARC_E2E_FOLDER;
