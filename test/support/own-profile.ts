import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

// Settings, keys, backups and recent workbooks of each test file's own: files run beside each other and after each other in one
// process, and some change settings.
const own = join(process.env.DEMARC_TEST_PROFILES ?? '', `of-${randomUUID()}`);
process.env.DEMARC_DATA_DIR = join(own, 'data');
process.env.DEMARC_WORKBOOKS_DIR = join(own, 'workbooks');
