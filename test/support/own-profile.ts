import { join } from 'node:path';

// Settings, keys, backups and recent workbooks of each test file's own: files run beside each other, and some change settings.
const own = join(process.env.DEMARC_TEST_PROFILES ?? '', `of-${process.pid}`);
process.env.DEMARC_DATA_DIR = join(own, 'data');
process.env.DEMARC_WORKBOOKS_DIR = join(own, 'workbooks');
