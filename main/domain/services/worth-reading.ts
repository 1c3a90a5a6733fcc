const ENDINGS = /\.(json|jsonl|ndjson|ya?ml|template|tfstate|csv|txt|gz|xlsx|xlsm|zip)$/i;
/** Folders of tools, with thousands of files that are nobody's inventory. */
const ASIDE = /(^|[\\/])(node_modules|\.git|\.terraform|__MACOSX|asset\.[^\\/]*)[\\/]/;

/** Whether a file in an archive or a folder of many is worth looking into for services, by its way from there. */
export const isWorthReading = (path: string): boolean => ENDINGS.test(path) && !ASIDE.test(path);
