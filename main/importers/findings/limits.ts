// Findings come in files of any size, so they are read as a stream. What one record and one file may hold is bounded.

export const MAX_BYTES = 4 * 1024 ** 3;
export const MAX_FINDINGS = 1_000_000;
/** Characters of one record; real ones have a few thousand. */
export const MAX_RECORD = 4 * 1024 * 1024;
export const MAX_DEPTH = 100;
/** Arrays and pages within each other that are gone through for records; each may be gone through twice. */
export const MAX_AROUND = 20;
/** Records at the beginning of a file, none of which can be read: then it is something else. */
export const MAX_UNKNOWN = 10_000;
/** Unreadable records that are told one by one. */
export const MAX_PROBLEMS = 100;
/** How much of a file is looked at to tell what it is. */
export const HEAD = 64 * 1024;
/** Characters of one check with all its results, in files that put them together. */
export const MAX_NESTED_RECORD = 64 * 1024 * 1024;
/** Texts of one kind that are named in a note. */
export const MAX_NAMED = 10;
