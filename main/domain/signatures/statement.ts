import { z } from 'zod';

/**
 * What keys sign: a text of one form for each kind, which begins with its kind and its version, so that a signature on one
 * can never pass for one on another. Another form would be another format.
 */
const SIGN_OFF = 'demarc-signed-1 sign-off';
const PACK = '# demarc-signed-1 evidence-pack';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const words = z.string().max(20_000);

const signOffSchema = z.strictObject({
  /** The workbook's own id, the same in every copy of the file. */
  workbook: words,
  /** Null for the workbook as a whole. */
  subject: words.nullable(),
  name: words,
  role: words.nullable(),
  statement: words,
  /** SHA-256 of the canonical form of what was signed. */
  digest: sha256,
  signedAt: words,
  /** The state that it was signed in: revision, head of the change log and digest of everything recorded. */
  revision: z.int().min(0),
  changeLogHead: sha256,
  state: sha256.nullable(),
  /** Fingerprint of the key that signs. */
  key: sha256,
});
/** What a person signs by a sign-off. */
export type SignOffStatement = z.infer<typeof signOffSchema>;

const packSchema = z.strictObject({
  workbook: words,
  revision: z.int().min(0),
  changeLogHead: sha256,
  judgedAsOf: words,
  name: words,
  key: sha256,
});
/** What a person signs by a pack: which state it is of, and all its files by the SHA-256 of their list. */
export type PackStatement = z.infer<typeof packSchema> & { readonly sums: string };

/** In the order of the schema, whatever order the values come in. */
const canonical = <T extends z.ZodObject>(schema: T, values: z.infer<T>): string =>
  JSON.stringify(Object.fromEntries(Object.keys(schema.shape).map((key) => [key, values[key]])));

function parsed<T extends z.ZodObject>(schema: T, json: string): z.infer<T> | null {
  try {
    return schema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

/** The text that is signed. */
export const formatSignOff = (statement: SignOffStatement): string =>
  `${SIGN_OFF}\n${canonical(signOffSchema, statement)}\n`;

/** What a text states; null when it is not exactly one that `formatSignOff` writes. */
export function parseSignOff(text: string): SignOffStatement | null {
  const statement = parsed(signOffSchema, text.split('\n')[1] ?? '');
  return statement !== null && formatSignOff(statement) === text ? statement : null;
}

/**
 * The text that is signed. It is a list of hashes itself, of one file, whose other lines are remarks: `sha256sum -c` tells
 * whether it is about the list of files beside it.
 */
export function formatPackStatement({ sums, ...facts }: PackStatement, sumsFile: string): string {
  return `${PACK}\n# ${canonical(packSchema, facts)}\n${sums}  ${sumsFile}\n`;
}

/** What a text states; null when it is not exactly one that `formatPackStatement` writes. */
export function parsePackStatement(text: string, sumsFile: string): PackStatement | null {
  const [, facts = '', sum = ''] = text.split('\n');
  const read = parsed(packSchema, facts.replace(/^# /, ''));
  const sums = sha256.safeParse(sum.slice(0, 64));
  if (read === null || !sums.success) return null;
  const statement = { ...read, sums: sums.data };
  return formatPackStatement(statement, sumsFile) === text ? statement : null;
}
