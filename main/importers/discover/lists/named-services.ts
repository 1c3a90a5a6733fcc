import { partsOf } from '../found.ts';
import type { saysService } from '../given.ts';

// What a field of an inventory that is called after services names: services, words that may be systems of one's own, or several in a line.

export type IsService = ReturnType<typeof saysService>;
export type Field = readonly [name: string, value: unknown];

/** Words by which systems of one's own are called as well as services of AWS, without Amazon or AWS in front. */
const ORDINARY: ReadonlySet<string> = new Set(
  'account artifact backup batch billing budgets chat config connect detective events forecast health inspector invoicing iot location logs messaging notifications organizations payments personalize scheduler search signer sso support transfer translate'.split(
    ' ',
  ),
);

const OF_ALL = /^(aws|amazon( web services)?)$/i;
export const OF_AWS = /aws|amazon/i;

/** A field without a text says nothing. */
export const isTold = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/**
 * Whether a field is of a service, and of nothing else that is called so. A line may name several: each of them a service and one for sure, or
 * the first for sure (*RDS, Multi-AZ*), since what follows a service says how it runs, and what follows a system what it is made of.
 */
export const isSure = (field: Field, isService: IsService): boolean => {
  const [first = ''] = namesOf(field[1]);
  return isSureName(field[0], first, isService) || isSureWhole(field, isService);
};

/** Whether all that a field names are services, and one of them for sure. */
export const isSureWhole = (field: Field, isService: IsService): boolean =>
  areServices(field, isService) && namesSure(field, isService);

/** Whether one at least of what a field names is a service, and nothing else that is called so. */
export const namesSure = ([field, value]: Field, isService: IsService): boolean =>
  namesOf(value).some((each) => isSureName(field, each, isService));

const isSureName = (field: string, name: string, isService: IsService): boolean =>
  isService([field, name]) && !isOrdinary(name);

/** Whether each that a field names is a service. */
export function areServices(field: Field, isService: IsService): boolean {
  const named = namesOf(field[1]);
  return named.length > 0 && named.every((each) => isService([field[0], each]));
}

/** Whether a field names a service by a word that may be a system's as well. */
export const saysWord = (field: Field, isService: IsService): boolean =>
  isService(field) && isOrdinary(String(field[1]));

/** Whether it names a service with Amazon or AWS in front. */
export const saysAws = ([field, value]: Field, isService: IsService): boolean =>
  namesOf(value).some((each) => OF_AWS.test(each) && isSureName(field, each, isService));

/** Whether it is a line with a service in it for sure and more beside that. */
export const isSureLine = (field: Field, isService: IsService): boolean =>
  namesOf(field[1]).length > 1 && isSure(field, isService);

/** Whether it names several, each a service. */
export const areSeveral = (field: Field, isService: IsService): boolean =>
  namesOf(field[1]).length > 1 && areServices(field, isService);

/** As whoever reads the cells takes them apart: an inventory as JSON has each in one line. */
const namesOf = (value: unknown): readonly string[] =>
  typeof value === 'string' ? partsOf(value.replace(/\s+/g, ' ')).slice(0, MOST_IN_A_LINE) : [];
/** No line of an inventory names more of them. */
const MOST_IN_A_LINE = 20;

/** AWS itself, and an ordinary word alone or with what says where or how (*Payments (EU)*, *Batch service*, *Billing & payments*), unless that is AWS. */
const isOrdinary = (text: string): boolean => OF_ALL.test(text) || (!OF_AWS.test(text) && isOfWords(text));
const isOfWords = (text: string): boolean =>
  text
    .toLowerCase()
    .replace(/\([^()]*\)?|\bservices?\b/g, ' ')
    .split(/ & |\+| and | und | et | y /)
    .every((word) => ORDINARY.has(word.trim()));
