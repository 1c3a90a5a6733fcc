import { invalidInput } from '../../../contract/errors.ts';
import { isRegion } from '../../../domain/services/regions.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import { clip, type Found, TypeCounter } from '../found.ts';
import { MAX_TYPE_LENGTH, MAX_TYPES } from '../limits.ts';
import { BILL_FIELDS, type BillField, type BillFormat } from './columns.ts';
import { type Charged, chargedService } from './product-codes.ts';

/** Places of the fields among the values of a record. */
const AT = Object.fromEntries(BILL_FIELDS.map((field, place) => [field, place])) as Record<BillField, number>;

/**
 * Kinds of charges that show nothing in use: taxes, discounts, credits, refunds and payments for commitments, and in the older bills the
 * lines that sum others. A Fee or a Purchase is how subscriptions, domains and support are charged, so it counts as use. https://docs.aws.amazon.com/cur/latest/userguide/Lineitem-columns.html
 */
const NO_USE =
  /^(tax|credit|refund|adjustment|.*discount|.*total|rounding|invoice.*|statement.*|rifee|savingsplan(negation|upfrontfee|recurringfee))$/i;
/** Whether a name is that of a kind of charges that shows nothing in use, as tables of costs have it among services: `Tax`, `Refunds`. */
export const isChargeAlone = (name: string): boolean => NO_USE.test(name) || TAXES.test(name);
const TAXES =
  /^((sales|value[- ]added) )?(tax(es)?|vat|credits|refunds|adjustments|steuern?|mwst|umsatzsteuer|gutschrift(en)?|erstattung(en)?|taxes|tva|crédits?|remboursements?|impuestos?|iva|créditos?|reembolsos?|imposte|crediti|rimborsi|impostos?|btw|tegoed|podatek)$/i;
const DISCOUNTED_USE = /^discountedusage$/i;

/** Resources that are told apart in one file; beyond, counts are those of the first ones. */
const MAX_RESOURCES_TOLD = 200_000;
const MAX_REMEMBERED = 50_000;

/** What the charges of a bill show, of which nothing is kept but which services they are for, where, and how many resources they name. */
export class Charges {
  readonly #file: string;
  readonly #most: number;
  readonly #counter: TypeCounter;
  /** The service of a code, a usage type and an operation. */
  readonly #services = new Map<string, Charged>();
  readonly #names = new Map<string, string>();
  readonly #placed = new Set<string>();
  readonly #resources = new Map<string, Set<string>>();
  readonly #kinds = new Map<string, boolean>();
  #told = 0;
  #lines = 0;
  #noUse = 0;
  #others = 0;
  #from = '';
  #to = '';

  constructor(file: string, most: number) {
    this.#file = file;
    this.#most = most;
    this.#counter = new TypeCounter(file);
  }

  /** One charge, by the fields of BILL_FIELDS. INVALID_INPUT where there are more than a bill of its size can have. */
  add(values: readonly string[]): void {
    this.#lines += 1;
    if (this.#lines > this.#most) throw tooMany(this.#file);
    const provider = values[AT.provider] as string;
    if (provider !== '' && !/aws|amazon/i.test(provider)) {
      this.#others += 1;
      return;
    }
    if (!this.#showsUse(values[AT.kind] as string)) {
      this.#noUse += 1;
      return;
    }
    const { type: service, name } = this.#serviceOf(values);
    if (service === '') {
      this.#noUse += 1;
      return;
    }
    this.#noteDay(values[AT.day] as string);
    this.#notePlace(service, name, values);
    this.#noteResource(service, values[AT.resource] as string);
  }

  #showsUse(kind: string): boolean {
    let shows = this.#kinds.get(kind);
    if (shows === undefined) {
      shows = kind.length > 100 || DISCOUNTED_USE.test(kind) || !NO_USE.test(kind);
      if (this.#kinds.size < MAX_REMEMBERED) this.#kinds.set(kind, shows);
    }
    return shows;
  }

  #serviceOf(values: readonly string[]): Charged {
    const code = values[AT.code] as string;
    const name = values[AT.name] as string;
    const usage = values[AT.usage] as string;
    const operation = values[AT.operation] as string;
    const key = `${code}\0${name}\0${usage}\0${operation}`;
    let service = this.#services.get(key);
    if (service === undefined) {
      service = chargedService(code, name, usage, operation);
      if (this.#services.size < MAX_REMEMBERED) this.#services.set(key, service);
    }
    return service;
  }

  /** Days are written year first in all of these reports, so that they can be compared as text. */
  #noteDay(day: string): void {
    const written = day.slice(0, 10);
    if (written.length < 10) return;
    if (this.#from === '' || written < this.#from) this.#from = written;
    if (written > this.#to) this.#to = written;
  }

  #notePlace(service: string, name: string, values: readonly string[]): void {
    const account = (values[AT.account] as string) || (values[AT.payer] as string);
    const region = (values[AT.region] as string) || (values[AT.zone] as string);
    const key = `${service}\0${account}\0${region}`;
    if (this.#placed.has(key)) return;
    if (this.#placed.size < MAX_REMEMBERED) this.#placed.add(key);
    this.#names.set(clip(service, MAX_TYPE_LENGTH), name);
    this.#counter.add(service, 0, { account, region: regionIn(region) });
  }

  #noteResource(service: string, resource: string): void {
    if (resource === '' || this.#told >= MAX_RESOURCES_TOLD) return;
    let known = this.#resources.get(service);
    if (!known) {
      if (this.#resources.size >= MAX_TYPES) return;
      known = new Set();
      this.#resources.set(service, known);
    }
    if (known.has(resource)) return;
    known.add(resource);
    this.#told += 1;
  }

  /** INVALID_INPUT for a bill without a charge for use. */
  found(format: BillFormat): Found {
    const services = [...this.#counter.types.keys()];
    if (services.length === 0)
      throw invalidInput(
        `${this.#file} has no line that charges for the use of a service of AWS (${counted(this.#lines, 'line')} read). Check that it is the report of a month in which something ran.`,
      );
    for (const service of services)
      this.#counter.add(service, Math.max(1, this.#resources.get(service)?.size ?? 0));
    return {
      format,
      kind: 'billing',
      types: this.#counter.types,
      places: this.#counter.places,
      otherNames: this.#names,
      notes: this.#notes(),
    };
  }

  #notes(): readonly string[] {
    const period = this.#from === '' ? '' : `, ${this.#from} to ${this.#to}`;
    const notes = [
      `${counted(this.#lines, 'line')} of charges read${period}. Counted are the resources that they name; a service whose lines name none counts as one.`,
    ];
    if (this.#noUse > 0)
      notes.push(
        `${counted(this.#noUse, 'line')} of taxes, discounts, credits, commitments and sums left aside, which show nothing in use.`,
      );
    if (this.#others > 0) notes.push(`${counted(this.#others, 'line')} of other clouds left aside.`);
    if (this.#told >= MAX_RESOURCES_TOLD)
      notes.push(
        `It names more than ${numeral(MAX_RESOURCES_TOLD)} resources; services and accounts are complete, resources are counted no further.`,
      );
    return notes;
  }
}

/** `eu-west-1a` is a zone of `eu-west-1`. */
function regionIn(text: string): string {
  const zone = text.slice(0, -1);
  return !isRegion(text) && isRegion(zone) ? zone : text;
}

/** The refusal of a bill with more lines than can be in a file of its size. */
export const tooMany = (file: string) =>
  invalidInput(
    `${file} has more lines than a bill of its size can have. Check that it is the report you meant, or unpack it and give it in parts.`,
  );
