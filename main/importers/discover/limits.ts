// Files come from strangers. A file beyond these bounds is refused with its name, so that reading one can neither hang nor
// fill the memory. Real exports stay far below them.

export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** CloudFormation itself takes templates up to 1 MB, of about 200,000 tokens; parsing one takes about a second. */
export const MAX_YAML_BYTES = 2 * 1024 * 1024;
export const MAX_YAML_TOKENS = 500_000;
export const MAX_YAML_ALIASES = 1000;
export const MAX_RESOURCES = 500_000;
/** Entries of one template: CloudFormation itself takes 500. */
export const MAX_TEMPLATE_ENTRIES = 100_000;
export const MAX_TYPES = 5000;
export const MAX_TYPE_LENGTH = 200;
/** Names listed in one note before "and N more". */
export const MAX_NAMED = 10;
/** Accounts, and Regions, that are noted of one type of one file. */
export const MAX_PLACES = 250;
