import { OSCAL_PROPERTY_NS } from '../../domain/layouts/oscal.ts';
import { cleanText } from '../safe-text.ts';

/** What a document is made of. A `Lazy` stands for an array whose items are made while they are written. */
export type Json = string | number | boolean | readonly Json[] | JsonObject | Lazy;
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}
export class Lazy {
  readonly items: () => Iterable<JsonObject>;
  constructor(items: () => Iterable<JsonObject>) {
    this.items = items;
  }
}

/** Takes out members that have no value and lists that have no entry: OSCAL knows neither null nor an empty array. */
export function lean<T extends JsonObject>(object: T): T {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as T;
}

/** A text of several lines: no control characters, nothing blank at the ends, never empty. */
export function block(text: string | null | undefined, otherwise = 'Not recorded.'): string {
  const clean = cleanText(text ?? '').text.trim();
  return clean === '' ? otherwise : clean;
}

/** The same on one line, as titles and the values of properties need it. */
export const line = (text: string | null | undefined, otherwise = 'Not recorded'): string =>
  block((text ?? '').replace(/[\s\u0085]+/g, ' '), otherwise);

/** A property of our own; `group` ties together those that speak of one duty. */
export const ownProp = (name: string, value: string, group?: string): JsonObject =>
  lean({ name, ns: OSCAL_PROPERTY_NS, value: line(value), group });
