import { type ValidateFunction, Ajv2020 as Validator } from 'ajv/dist/2020.js';
import { DOCUMENT_NAMES, jsonSchemaOf } from '../../main/hosts/cli/documents/json-schema.ts';

const validators = new Map<string, ValidateFunction>();
const validatorOf = (schema: unknown): ValidateFunction => {
  const name = DOCUMENT_NAMES.find((each) => `demarc/${each}` === schema);
  if (name === undefined) throw new Error(`No command prints a document of the schema ${String(schema)}.`);
  const known = validators.get(name);
  if (known) return known;
  // Closed, so that a field which nobody declared is found.
  const made = new Validator({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(
    jsonSchemaOf(name, { closed: true }),
  );
  validators.set(name, made);
  return made;
};

/** Throws unless what a command printed with --json is one document of its schema, to the last field. */
export function checkDocument(args: readonly string[], out: string): void {
  if (!args.includes('--json') || args.includes('--help')) return;
  const document: unknown = JSON.parse(out);
  const schema = document instanceof Object && 'schema' in document ? document.schema : undefined;
  const validate = validatorOf(schema);
  if (validate(document)) return;
  const problems = (validate.errors ?? [])
    .slice(0, 3)
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  throw new Error(
    `demarc ${args.join(' ')} printed what its schema ${String(schema)} does not know:\n${problems.join('\n')}`,
  );
}
