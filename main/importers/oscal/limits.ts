/** NIST's largest catalogue has 10 MB when laid out with blanks. */
export const MAX_BYTES = 48 * 1024 * 1024;
/** Brackets in brackets, elements in elements, blocks in blocks. */
export const MAX_NESTING = 60;
/** Elements and attributes of one document in XML; NIST's largest catalogue has some 250,000. */
export const MAX_ELEMENTS = 1_500_000;
/** YAML takes more to read: the largest catalogue of NIST has 11 MB and 1.8 million tokens in it. */
export const MAX_YAML_BYTES = 24 * 1024 * 1024;
export const MAX_YAML_TOKENS = 2_500_000;
