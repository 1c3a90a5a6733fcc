import type { z } from 'zod';
import { DOCUMENT_VERSIONS, type DocumentName } from './names.ts';
import type { DOCUMENT_SHAPES } from './shapes.ts';

type DeepReadonly<T> = T extends readonly unknown[]
  ? { readonly [I in keyof T]: DeepReadonly<T[I]> }
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
/** What stands in a document, beside its schema and version. */
export type DocumentOf<N extends DocumentName> = DeepReadonly<z.output<(typeof DOCUMENT_SHAPES)[N]['body']>>;

export const schemaOf = (name: DocumentName): string => `demarc/${name}`;

/** The head that every document begins with. */
export const documentHead = (name: DocumentName) => ({
  schema: schemaOf(name),
  version: DOCUMENT_VERSIONS[name],
});

/** The one document of a command, as it is printed. */
export const documentText = <N extends DocumentName>(name: N, body: DocumentOf<N>): string =>
  `${JSON.stringify({ ...documentHead(name), ...body }, null, 2)}\n`;
