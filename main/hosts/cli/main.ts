import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationRoot } from '../../platform/app-paths.ts';
import { keepFilesPrivate } from '../../platform/private-files.ts';
import { runCommandLine } from './program.ts';

keepFilesPrivate();

// A reader that closes its end (`| head`) is no error of ours, and no reason to stop half-way through a change.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

const { version } = JSON.parse(readFileSync(join(applicationRoot(), 'package.json'), 'utf8')) as {
  version: string;
};
process.exitCode = await runCommandLine(
  process.argv.slice(2),
  { out: process.stdout, err: process.stderr },
  version,
);
