import { z } from 'zod';
import { documentHead } from './document.ts';
import { DOCUMENT_VERSIONS, type DocumentName } from './names.ts';
import { DOCUMENT_SHAPES } from './shapes.ts';

export const DOCUMENT_NAMES = Object.keys(DOCUMENT_VERSIONS).sort() as readonly DocumentName[];

/** The JSON Schema of a document. Unless `closed`, it lets fields come in that a later version may add. */
export function jsonSchemaOf(name: DocumentName, { closed = false } = {}): Record<string, unknown> {
  const { about, body } = DOCUMENT_SHAPES[name];
  const { schema, version } = documentHead(name);
  const whole = z.object({ schema: z.literal(schema), version: z.literal(version), ...body.shape });
  const { $schema, ...rules } = z.toJSONSchema(whole, {
    override: ({ jsonSchema }) => {
      if (!closed && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return { $schema, $id: `urn:demarc:${name}:${version}`, title: schema, description: about, ...rules };
}
