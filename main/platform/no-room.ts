/** There is no room for what was to be written: the disk, a quota, or a limit on the size of files. Knows the codes of Node and of SQLite. */
export const isNoRoom = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(SQLITE_FULL|SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE|SHMSIZE|SHMMAP)|ENOSPC|EDQUOT|EFBIG)$/.test(
    String(error.code),
  );
