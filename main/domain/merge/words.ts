import { RULES, type RuleId } from '../../contract/rules.ts';
import { cadenceWords } from '../due/cadence.ts';
import { ownershipWords } from '../duties/ownership.ts';
import { groupBy } from '../group-by.ts';
import { proposalSummary } from '../proposals.ts';
import { factsSchema } from '../providers/edition.ts';
import { capital } from '../words/capital.ts';
import { toTheSecond } from '../words/date-words.ts';
import { headingsWords, mappingWords } from './mapping-words.ts';
import { matrixWords } from './matrix-words.ts';
import { byText, partOfKey, type Row, type Tables, tableOf, type Value } from './rows.ts';
import { referenceOf, ruleOf } from './table-rules.ts';

/** Names of the catalogue; null for an id that it does not have. */
export interface CatalogueNames {
  service(id: string): string | null;
  duty(id: string): string | null;
  framework(id: string): string | null;
  domain(id: string): string | null;
}

/** Columns that nobody reads as a fact of their own. */
export const SILENT: ReadonlySet<string> = new Set([
  'rev',
  'ord',
  'uuid',
  'begun_from',
  'created_at',
  'created_by',
  'app_version',
  'catalogue_version',
  'example',
  'answered_at',
  'answered_by',
  'authors',
  'reviewed_by',
  'reviewed_on',
  'recorded_by',
  'basis',
  'signed_rev',
  'signed_text',
  'signature',
  'public_key',
  'settled_at',
  'taken_rev',
  'size',
  'media_type',
  'closed_at',
  'renames',
  'own_renames',
  'digest',
  'found_in',
  // Of a picture its hash is told: nobody reads the picture itself.
  'data',
  'width',
  'height',
]);

const FIELDS: Readonly<Record<string, string>> = {
  due_on: 'Due on',
  review: 'Review',
  review_text: 'Words of the reviewer',
  review_on: 'Review on',
  parked: 'Parked',
  'risk_reason+risk_approver+risk_approved_on+risk_expires_on': 'Accepted risk',
  risk_reason: 'Why the risk is accepted',
  risk_approver: 'Who approved the risk',
  risk_approved_on: 'Risk approved on',
  risk_expires_on: 'Risk accepted until',
  parked_for: 'What it waits for',
  parked_person: 'Whom it waits for',
  parked_name: 'Whom it waits for',
  confirm_later: 'To be confirmed',
  asked_anyway: 'Asked anyway',
  own_part: 'Own part beside what is held',
  owners: 'Owner',
  not_applicable: 'Owner',
  deviation_reason: 'Reason for deviating',
  'covers_from+covers_to': 'Period covered',
  'period_from+period_to': 'Period',
  'party+kind+services': 'Report on a provider',
  period_from: 'Period from',
  period_to: 'Period to',
  scope_note: 'Scope note',
  lead_assessor: 'Lead assessor',
  catalogue_id: 'AWS service',
  data_classification: 'Data classification',
  model: 'Service model',
  covers_from: 'Covers from',
  covers_to: 'Covers to',
  replaced_by: 'Replaced by',
  email: 'E-mail',
  'media_type+width+height+sha256+data': 'Picture',
  'facts+content+ended+taken_at+taken_by': 'Edition',
  held_on: 'Held on',
  state: 'State',
  'outcome+settled_at+settled_by': 'What became of it',
  outcome: 'What became of it',
  settled_by: 'Settled by',
  proposed_at: 'Proposed at',
  anonymous: 'Kept without names',
  kind: 'Kind',
  months: 'Time between reviews',
};
/** What a column, or several joined by `+`, is called. */
export const fieldWords = (field: string): string => {
  const [column = ''] = field.split('+');
  return FIELDS[field] ?? FIELDS[column] ?? capital(column).replaceAll('_', ' ');
};

/** Puts rows of one state into words. */
export interface Words {
  place(table: string, row: Row): string;
  ref(table: string, row: Row): string | null;
  /** The value of columns joined by `+`; null for nothing there. */
  value(table: string, row: Row | null, field: string): string | null;
  /** A whole row on one line. */
  summary(table: string, row: Row): string;
  owners(ref: string): string | null;
  answer(ref: string): string | null;
  subject(ref: string): string;
  name(target: string, id: string): string;
}

const text = (value: Value | undefined): string => String(value ?? '');
const isInstant = (field: string, value: Value): boolean =>
  field.endsWith('_at') && typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*Z$/.test(value);
const spoken = (value: string): string =>
  `${value.charAt(0).toUpperCase()}${value.slice(1).replaceAll('-', ' ')}`;

/** Names of what the rows refer to, as the tables and the catalogue have them. */
function namesIn(tables: Tables, catalogue: CatalogueNames) {
  const column = (table: string, id: string, name: string): string | null => {
    const value = tableOf(tables, table).get(partOfKey(id))?.[name];
    return typeof value === 'string' ? value : null;
  };
  const duty = (id: string) => column('custom_responsibility', id, 'name') ?? catalogue.duty(id) ?? id;
  const subject = (ref: string) =>
    ref === 'workbook'
      ? 'The organisation'
      : ref === '*'
        ? 'The whole workbook'
        : (column('service_in_use', ref, 'label') ?? column('party', ref, 'name') ?? ref);
  const name = (target: string, id: string): string => {
    if (target === 'subject') return subject(id);
    if (target === 'custom_responsibility') return duty(id);
    if (target === 'custom_service') return column(target, id, 'name') ?? catalogue.service(id) ?? id;
    if (target === 'evidence') return `E-${id}`;
    return column(target, id, target === 'meeting' ? 'title' : 'name') ?? id;
  };
  return { column, duty, subject, name };
}
type Names = ReturnType<typeof namesIn>;

/** The parts of each answer, in their order. */
function sharesIn(tables: Tables): (ref: string) => readonly Row[] {
  let shares: ReadonlyMap<string, readonly Row[]> | undefined;
  return (ref) => {
    shares ??= groupBy(
      tableOf(tables, 'share').values(),
      ({ subject, responsibility }) => `${subject}/${responsibility}`,
    );
    const own = shares.get(ref) ?? [];
    return own.length < 2
      ? own
      : own.toSorted((a, b) => Number(a.ord) - Number(b.ord) || byText(text(a.party), text(b.party)));
  };
}

/** Rows of any table in words: where they belong, a field of one, and the whole of one. */
function rowWords({ column, duty, subject, name }: Names, catalogue: CatalogueNames) {
  const title = (table: string, row: Row): string =>
    text(row.label ?? row.title ?? row.name ?? row.file_name ?? row.text ?? row.id ?? row.number).slice(
      0,
      200,
    ) || ruleOf(table).word;
  const reachPlace = ({ environment, tag, subject: service }: Row): string =>
    environment
      ? `services of ${name('environment', text(environment))}`
      : tag
        ? `services tagged ${text(tag)}`
        : service
          ? subject(text(service))
          : 'every service';
  const place = (table: string, row: Row): string => {
    if (table === 'workbook') return 'The assessment';
    if (table === 'logo') return 'Logo of the organisation';
    if (table === 'house_rules') return 'House rules';
    if (table === 'provider_edition') return `Provider ${name('party', text(row.party))}`;
    if (table === 'evidence') return `E-${row.number} ${title(table, row)}`;
    if (table === 'action') return `Action ${row.number}: ${title(table, row)}`;
    if (table === 'decision' || table === 'proposal') return `${capital(table)} ${row.number}`;
    if (table === 'sign_off')
      return `${text(row.name)}, ${row.subject === null ? 'the whole workbook' : subject(text(row.subject))}`;
    if (table === 'acknowledgement') return name('person', text(row.person));
    if (table === 'provider_report' || table === 'evidence_hold')
      return `E-${row.evidence} ${column('evidence', text(row.evidence), 'title') ?? ''}`;
    if (table === 'claim_mapping') return readable(text(row.headings), headingsWords).slice(0, 200);
    if (table === 'control_catalogue') {
      const [framework = '', more] = text(row.framework).split('~');
      const called = catalogue.framework(framework) ?? framework;
      return `Control texts of ${more === undefined ? called : `${called}: ${more}`}`;
    }
    if (table === 'erasure') return whatWasErased(row);
    if (table === 'time_spent') return `${name('meeting', text(row.meeting))}, ${subject(text(row.subject))}`;
    if (table === 'review_cadence' && row.subject === '*')
      return `Reviews of ${row.domain === '*' ? 'the workbook' : (catalogue.domain(text(row.domain)) ?? text(row.domain))}`;
    if (table === 'service_environment')
      return `${subject(text(row.subject))}: ${name('environment', text(row.environment))}`;
    if (table === 'common_reach' || table === 'common_exception')
      return `${name('party', text(row.party))}, ${duty(text(row.responsibility))}: ${reachPlace(row)}`;
    if (typeof row.subject === 'string' && typeof row.responsibility === 'string')
      return `${subject(row.subject)}, ${duty(row.responsibility)}`;
    return title(table, row);
  };
  const one = (table: string, row: Row, field: string): string | null => {
    const value = row[field] ?? null;
    if (value === null || value === '') return null;
    const target = referenceOf(table, field);
    if (target !== null) return name(target, text(value));
    if (
      field === 'parked' ||
      field === 'confirm_later' ||
      field === 'asked_anyway' ||
      field === 'own_part' ||
      field === 'anonymous'
    )
      return value === 1 ? 'Yes' : null;
    if (['status', 'review', 'state', 'kind', 'outcome'].includes(field)) return spoken(text(value));
    if (isInstant(field, value)) return toTheSecond(text(value));
    if (table === 'review_cadence' && field === 'months') return capital(cadenceWords(Number(value)));
    if (table === 'claim_mapping' && field === 'mapping') return readable(text(value), mappingWords);
    if (typeof value === 'string' && value.startsWith('['))
      return listWords(
        value,
        (entry) =>
          (field === 'frameworks'
            ? catalogue.framework(entry)
            : field === 'rules'
              ? ruleName(entry)
              : null) ?? entry,
      );
    return text(value);
  };
  const summary = (table: string, row: Row): string => {
    if (table === 'evidence_link')
      return `E-${row.number} ${column('evidence', text(row.number), 'title') ?? ''}`.trim();
    if (table === 'logo') return `Picture of ${text(row.width)} by ${text(row.height)} pixels`;
    if (table === 'house_rules')
      return `"${text(row.name)}", edition ${text(row.edition)}, SHA-256 ${text(row.sha256).slice(0, 16)}`;
    if (table === 'provider_edition') return editionWords(text(row.facts), text(row.taken_at));
    if (table === 'decision') return text(row.text);
    if (table === 'proposal') return proposalSummary(row, (party) => name('party', party));
    if (table === 'finding_place') return text(row.finding);
    if (table === 'service_in_use')
      return `${text(row.label)} (${name('custom_service', text(row.catalogue_id))})`;
    if (table === 'person')
      return [text(row.name), name('party', text(row.party)), row.role].filter(Boolean).join(', ');
    if (table === 'sign_off') return text(row.statement);
    if (table === 'review_cadence') return `Reviewed ${cadenceWords(Number(row.months))}`;
    if (table === 'evidence_hold') return text(row.reason);
    if (table === 'claim_mapping') return readable(text(row.mapping), mappingWords);
    if (table === 'control_catalogue')
      return `"${text(row.title)}", version ${text(row.version)}, ${text(row.controls)} controls, SHA-256 ${text(row.source).slice(0, 16)}`;
    if (table === 'acknowledgement') return `Acknowledged ${text(row.acknowledged_at).slice(0, 10)}`;
    if (table === 'provider_report') return `Report on ${name('party', text(row.party))}`;
    return title(table, row);
  };
  return { place, one, summary };
}

/** `tables` is the state that the rows belong to; names are looked up in it. */
export function wordsFor(tables: Tables, catalogue: CatalogueNames): Words {
  const names = namesIn(tables, catalogue);
  const { subject, name } = names;
  const { place, one, summary: summaryOf } = rowWords(names, catalogue);
  const ofMatrix = matrixWords(tables);
  const summary = (table: string, row: Row): string =>
    table === 'vendor_matrix' ? ofMatrix(row) : summaryOf(table, row);
  const sharesOf = sharesIn(tables);
  const owners = (ref: string): string | null => {
    const reason = tableOf(tables, 'assignment').get(ref)?.not_applicable;
    if (typeof reason === 'string') return `Not applicable: ${reason}`;
    const parties = sharesOf(ref).map((row) => text(row.party));
    if (parties.length === 0) return null;
    // There are few of them, and thousands of answers.
    const all = parties.join(' ');
    const known = namedOwners.get(all) ?? ownersNamed(parties);
    namedOwners.set(all, known);
    return known;
  };
  const namedOwners = new Map<string, string>();
  const ownersNamed = (parties: readonly string[]): string => {
    const [first = ''] = parties;
    const called = new Map(parties.map((party) => [party, name('party', party)]));
    return ownershipWords(
      parties.length === 1 ? { kind: 'single', party: first } : { kind: 'shared', parties },
      called,
    );
  };
  const answer = (ref: string): string | null => {
    const row = tableOf(tables, 'assignment').get(ref);
    if (!row) return null;
    const lines = [
      owners(ref) ?? 'No owner',
      `${spoken(text(row.status))}, ${spoken(text(row.review)).toLowerCase()}`,
      ...sharesOf(ref).map((share) => {
        const named = share.person === null ? '' : ` (${name('person', text(share.person))})`;
        return `${name('party', text(share.party))}: ${share.text ?? 'no text'}${named}`;
      }),
      ...(row.deviation_reason === null ? [] : [`Because: ${row.deviation_reason}`]),
      ...(row.due_on === null ? [] : [`Due on ${row.due_on}`]),
      ...(row.note === null ? [] : [`Note: ${row.note}`]),
    ];
    return lines.join('\n');
  };
  return {
    place,
    subject,
    name,
    summary,
    owners,
    answer,
    ref(table, row) {
      if (table === 'evidence') return `E-${row.number}`;
      if (table === 'provider_report' || table === 'evidence_hold') return `E-${row.evidence}`;
      if (table === 'service_in_use') return text(row.ref);
      if (typeof row.subject !== 'string') return null;
      if (typeof row.responsibility === 'string') return `${row.subject}/${row.responsibility}`;
      return row.subject === '*' ? null : row.subject;
    },
    value(table, row, field) {
      if (row === null) return null;
      // Their text is a file of its own: they are told apart by what they are called and their hash.
      if (table === 'house_rules' && field === 'text') return null;
      const isWhole = table === 'house_rules' || table === 'provider_edition';
      if (field === 'row' || (isWhole && field.includes('+'))) return summary(table, row);
      const parts = field.split('+').flatMap((column) => {
        const words = SILENT.has(column) ? null : one(table, row, column);
        return words === null ? [] : [words];
      });
      const between = field.endsWith('_to') ? ' to ' : ': ';
      return parts.length === 0 ? null : parts.join(between);
    },
  };
}

/** Which edition of a provider's workbook was taken, and when. */
function editionWords(facts: string, takenAt: string): string {
  const taken = `taken on ${takenAt.slice(0, 10)}`;
  try {
    const { title, rev, day } = factsSchema.parse(JSON.parse(facts));
    return `"${title}", revision ${rev} of ${day}, ${taken}`;
  } catch {
    return `An edition that cannot be read, ${taken}`;
  }
}

/** What an erasure was of, as documents know it since: `of a person, "Erased person 3f9a1c" since`, `of E-2, E-7`. */
const whatWasErased = ({ kind, label, contents }: Row): string =>
  kind === 'person'
    ? `of a person, "${text(label)}" since`
    : `of ${readable(text(contents), (json) => (JSON.parse(json) as { number: number }[]).map(({ number }) => `E-${number}`).join(', '))}`;

/** A text of a row in words; as it stands where it is not what it should be. */
function readable(json: string, words: (json: string) => string): string {
  try {
    return words(json);
  } catch {
    return json;
  }
}

const ruleName = (id: string): string | null => (Object.hasOwn(RULES, id) ? RULES[id as RuleId].name : null);

function listWords(json: string, named: (entry: string) => string): string | null {
  try {
    const list: unknown = JSON.parse(json);
    if (!Array.isArray(list)) return json;
    return (
      list
        .map((entry) =>
          typeof entry === 'object' && entry !== null && 'name' in entry
            ? String(entry.name)
            : named(String(entry)),
        )
        .join(', ') || null
    );
  } catch {
    return json;
  }
}
