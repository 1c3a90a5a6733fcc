import { expect, test } from 'vitest';
import {
  backupDirectories,
  dataDirectory,
  localDirectory,
  type PathFacts,
} from '../../main/platform/app-paths.ts';

const windows = (env: PathFacts['env'] = {}): PathFacts => ({
  platform: 'win32',
  home: 'C:\\Users\\ann',
  env: {
    APPDATA: 'C:\\Users\\ann\\AppData\\Roaming',
    LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local',
    ...env,
  },
});

test('backups and logs stay out of the profile that follows a user of Windows to other machines', () => {
  expect(dataDirectory(windows())).toBe('C:\\Users\\ann\\AppData\\Roaming\\Demarc');
  expect(localDirectory(windows())).toBe('C:\\Users\\ann\\AppData\\Local\\Demarc');
  expect(backupDirectories(windows())).toEqual({
    chosen: null,
    own: 'C:\\Users\\ann\\AppData\\Local\\Demarc\\backups',
    // Those of earlier versions are still found.
    earlier: ['C:\\Users\\ann\\AppData\\Roaming\\Demarc\\backups'],
  });
  const bare = windows({ APPDATA: undefined, LOCALAPPDATA: undefined });
  expect(backupDirectories(bare).own).toBe('C:\\Users\\ann\\AppData\\Local\\Demarc\\backups');
});

test('elsewhere there is one place, and a folder that is named takes it', () => {
  const linux: PathFacts = { platform: 'linux', home: '/home/ann', env: {} };
  expect(backupDirectories(linux)).toEqual({
    chosen: null,
    own: '/home/ann/.local/share/demarc/backups',
    earlier: [],
  });
  const chosen = { ...linux, env: { DEMARC_BACKUPS_DIR: '/mnt/other', DEMARC_DATA_DIR: '/srv/demarc' } };
  expect(backupDirectories(chosen)).toEqual({
    chosen: '/mnt/other',
    own: '/srv/demarc/backups',
    earlier: [],
  });
});
