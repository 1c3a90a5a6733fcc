import { invalidInput } from '../../../contract/errors.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { placeOf } from '../arns/arn.ts';
import { LaunchTypes } from '../exports/launch-types.ts';
import { clip, type Found, type Place, TypeCounter } from '../found.ts';

// Formats: Terraform's "JSON Output Format" (plan and state as "terraform show -json" writes them, format 0.1 to 1.2) and
// the state file, version 4. OpenTofu writes the same.

export const isTerraformShow = (document: unknown): document is Json =>
  isObject(document) && typeof document.format_version === 'string';

/** `terraform.tfstate`, as stored. */
export const isTerraformState = (document: unknown): document is Json =>
  isObject(document) &&
  typeof document.version === 'number' &&
  ('lineage' in document || 'terraform_version' in document || 'serial' in document);

/** A plan (what will exist after it) or a state, from `terraform show -json`. Data sources are not counted. */
export function readTerraformShow(file: string, document: Json): Found {
  const version = String(document.format_version);
  if (!/^[01](\.|$)/.test(version))
    throw invalidInput(
      `${file} has format version ${clip(version, 20)}; versions 0.1 to 1.x can be read. Write it with a Terraform 1.x release.`,
    );
  const counter = new TypeCounter(file);
  const launched = new LaunchTypes();
  const isPlan = 'planned_values' in document || 'resource_changes' in document;
  const notes: string[] = [];
  if (isPlan && isObject(document.planned_values))
    countModules(document.planned_values.root_module, counter, launched);
  else if (isPlan) countChanges(document.resource_changes, counter);
  else if (isObject(document.values)) countModules(document.values.root_module, counter, launched);
  else notes.push('The file holds no values: nothing has been created from it.');
  if (isPlan) notes.push(...planNotes(document, counter));
  return {
    format: isPlan ? 'terraform-plan' : 'terraform-state',
    kind: 'terraform',
    types: counter.types,
    places: counter.places,
    parts: launched.parts,
    notes,
  };
}

/** A state file of version 4; counts instances, so a resource with `count = 3` is three. */
export function readTerraformState(file: string, document: Json): Found {
  if (document.version !== 4)
    throw invalidInput(
      `${file} is a Terraform state of version ${String(document.version)}; version 4 can be read. Run "terraform show -json > state.json" with the Terraform that wrote it, and give that file.`,
    );
  const counter = new TypeCounter(file);
  const launched = new LaunchTypes();
  let untyped = 0;
  for (const resource of asArray(document.resources)) {
    if (isObject(resource) && resource.mode === 'data') continue;
    const type = isObject(resource) ? asText(resource.type) : null;
    if (!type || !isObject(resource)) {
      untyped += 1;
      continue;
    }
    // A deposed instance is a replaced one that waits for its deletion.
    const live = asArray(resource.instances).filter((instance) => !isObject(instance) || !instance.deposed);
    for (const instance of live) {
      const attributes = isObject(instance) ? instance.attributes : null;
      counter.add(type, 1, placeOfValues(attributes));
      launched.note(type, attributes);
    }
  }
  const notes = untyped > 0 ? [`${counted(untyped, 'entry', 'entries')} without a type not counted.`] : [];
  return {
    format: 'terraform-state',
    kind: 'terraform',
    types: counter.types,
    places: counter.places,
    parts: launched.parts,
    notes,
  };
}

/** Where a resource is that exists: its ARN says so, and a newer provider names its Region. */
const placeOfValues = (values: unknown): Place | null =>
  isObject(values) ? placeOf(values.owner_id, values.region, asText(values.arn)) : null;

function countModules(root: unknown, counter: TypeCounter, launched?: LaunchTypes): void {
  const open: unknown[] = [root];
  for (let module = open.pop(); module !== undefined; module = open.pop()) {
    if (!isObject(module)) continue;
    for (const resource of asArray(module.resources)) {
      const type = isObject(resource) && resource.mode !== 'data' ? asText(resource.type) : null;
      if (!type || !isObject(resource)) continue;
      counter.add(type, 1, placeOfValues(resource.values));
      launched?.note(type, resource.values);
    }
    open.push(...asArray(module.child_modules));
  }
}

/** Plans that were stripped of their planned values still say what changes. */
function countChanges(changes: unknown, counter: TypeCounter): void {
  for (const entry of asArray(changes)) {
    if (!isObject(entry) || entry.mode === 'data') continue;
    const actions = isObject(entry.change) ? asArray(entry.change.actions) : [];
    const type = asText(entry.type);
    if (type && !(actions.length === 1 && actions[0] === 'delete')) counter.add(type);
  }
}

function planNotes(document: Json, counter: TypeCounter): string[] {
  const notes: string[] = [];
  if (document.errored === true) notes.push('The plan ended with an error, so it may be incomplete.');
  if (document.complete === false)
    notes.push('The plan is not complete: parts were deferred, or only some resources were planned.');
  const prior = new TypeCounter(counter.file);
  const values = isObject(document.prior_state) ? document.prior_state.values : null;
  if (isObject(values)) countModules(values.root_module, prior);
  const before = sum(prior.types);
  const after = sum(counter.types);
  if (before > after)
    notes.push(
      `The state before this plan held ${counted(before, 'resource')}, more than the ${numeral(after)} counted here. If the plan was limited to a target, give the state as well.`,
    );
  return notes;
}

const sum = (types: ReadonlyMap<string, number>) =>
  [...types.values()].reduce((total, count) => total + count, 0);
