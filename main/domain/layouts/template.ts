import type { ProviderReportKind } from '../../contract/evidence.ts';
import type { Layout, LayoutVantage } from '../../contract/layouts.ts';
import type { PartyKind } from '../../contract/parties.ts';

/** Where a party stands, seen from the seat that a layout is written from: below us, ourselves, or above us. */
export const SIDES = ['upstream', 'self', 'downstream'] as const;
export type Side = (typeof SIDES)[number];

/** A seat: which side each kind of party is on. */
export interface TemplateVantage extends LayoutVantage {
  readonly seat: Readonly<Record<PartyKind, Side>>;
  /** A side without which the layout would say too little or promise too much: its absence from the answers is told. */
  readonly needs?: Side;
}

/** Holds when all of `all`, one of `any` and none of `none` are facts of the control; facts.ts lists them. */
export interface Condition {
  readonly all?: readonly string[];
  readonly any?: readonly string[];
  readonly none?: readonly string[];
}
/** The first that holds is said; null leaves the cell empty. */
export interface Choice extends Condition {
  readonly say: string | null;
}
export const TEXT_SOURCES = [...SIDES, 'not-applicable', 'open', 'risk'] as const;
export type TextSource = (typeof TEXT_SOURCES)[number];
/**
 * One paragraph of a cell: a fixed sentence, the texts of a side, or both. Left out when it has no text to show. A sentence may
 * say `{done}` and `{applicable}` duties of the control, `{duties}` by name, `{subjects}`, of what somebody has them, `{without}`, why
 * there is no duty for it, `{why}`, how far its inheriting reaches, and `{also}`, the controls of other chosen frameworks that rest on some
 * of those duties.
 */
export interface TextPart extends Condition {
  readonly label?: string;
  readonly from?: TextSource;
  readonly say?: string;
}
export const FACT_SOURCES = [
  'control-id',
  'question-id',
  'objective-id',
  'objective-text',
  'control-title',
  'control-id-title',
  'control-text',
  'control-group',
  'control-framework',
  'ownership',
  'party-text',
  'status',
  'services',
  'people',
  'evidence',
  'evidence-places',
  'provider-evidence',
  'number',
  'party',
  'duty',
  'line',
  'sentence',
  'criteria',
  'necessary-criteria',
  'why-not-necessary',
  'party-kind',
  'party-line-count',
] as const;
export type FactSource = (typeof FACT_SOURCES)[number];
/** Where a cell comes from; one without any of these is left to the recipient. */
export interface Fill {
  readonly from?: FactSource;
  readonly choose?: readonly Choice[];
  readonly text?: readonly TextPart[];
  /** Of `provider-evidence`: kinds of reports that count for the framework; all where it does not say. */
  readonly reports?: readonly ProviderReportKind[];
  /** Of `provider-evidence`: what is said where a provider has a part and nothing counts; nothing where evidence is left out. */
  readonly otherwise?: string;
}
export interface TemplateColumn {
  /** Exactly as it stands in the recipient's layout; `{organisation}` and its like are filled in. */
  readonly header: string;
  /** The wider heading above it, of a header with two rows. */
  readonly group?: string;
  /** In characters. */
  readonly width: number;
  /** Not wider than this, in characters, even where a text is then longer than its row shows; as wide as a line is readable where nothing is said. */
  readonly most?: number;
  /** Centred: marks and short words. */
  readonly mark?: boolean;
  /** Repeated for each party that has a share, with `{party}` in the header; `party-text` then gives what that party does. */
  readonly eachParty?: boolean;
  readonly fill: Fill;
}
interface SheetBase {
  readonly name: string;
  /** Only from these seats; from all when absent. */
  readonly vantages?: readonly string[];
}
export interface NotesTemplate extends SheetBase {
  readonly kind: 'notes';
  readonly title: string;
  /** Label and value; the header block that some recipients have. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly paragraphs: readonly string[];
}
export interface TableTemplate extends SheetBase {
  /** One row for each control, for each of its lettered parts, of its publisher's questions, of the objectives of its assessment, for each thing that one side does, or for each party of it. */
  readonly kind: 'controls' | 'parts' | 'questions' | 'objectives' | 'lines' | 'parties';
  readonly title?: string;
  readonly guidance?: readonly string[];
  /** Of `lines` and `parties`: whose. */
  readonly side?: Side;
  /** Of `lines`: whether with or without a control of the framework. */
  readonly linked?: boolean;
  /** Of `lines`: whether the other side meets some control only together with it (necessary.ts). */
  readonly necessary?: boolean;
  /** Of `lines`: one row for each duty, with everything that is said of it. */
  readonly byDuty?: boolean;
  readonly prefix?: string;
  readonly columns: readonly TemplateColumn[];
}
export type SheetTemplate = NotesTemplate | TableTemplate;

/** One layout as data. A corrected column is a changed line of its file, nothing else. */
export interface LayoutTemplate extends Omit<Layout, 'vantages'> {
  readonly vantages: readonly TemplateVantage[];
  /** How control ids are spelled: as the framework does, or `AC-02 (01)` as some templates do. */
  readonly idStyle?: 'as-listed' | 'zero-padded';
  /** Frameworks whose controls stand behind its own where they were chosen for the workbook. */
  readonly extendedBy?: readonly string[];
  /** Titles of groups, where the framework has codes only. */
  readonly groupTitles?: Readonly<Record<string, string>>;
  readonly sheets: readonly SheetTemplate[];
}

/** `AC-2(1)` as `AC-02 (01)`, `AC-2` as `AC-02`; ids of another shape stay as they are. */
export function spellControlId(id: string, style: LayoutTemplate['idStyle']): string {
  if (style !== 'zero-padded') return id;
  const parts = /^([A-Z]{2})-(\d{1,2})((?:\([0-9a-z]+\))*)$/.exec(id);
  if (!parts) return id;
  const [, family = '', number = '', rest = ''] = parts;
  const enhancements = [...rest.matchAll(/\(([0-9a-z]+)\)/g)].map(([, token = '']) =>
    /^\d+$/.test(token) ? ` (${token.padStart(2, '0')})` : ` (${token})`,
  );
  return `${family}-${number.padStart(2, '0')}${enhancements.join('')}`;
}

/** Fills `{name}` in a template's text. Unknown names stay, and what is filled in is not looked at again. */
export const fillIn = (text: string, names: Readonly<Record<string, string>>): string =>
  text.replace(/\{([a-z-]+)\}/g, (whole, name: string) =>
    Object.hasOwn(names, name) ? (names[name] ?? whole) : whole,
  );

/** Whether a condition holds over a set of facts; one without parts always does. */
export const holds = ({ all, any, none }: Condition, facts: ReadonlySet<string>): boolean =>
  (all ?? []).every((fact) => facts.has(fact)) &&
  (any === undefined || any.some((fact) => facts.has(fact))) &&
  !(none ?? []).some((fact) => facts.has(fact));

/** What is said of a set of facts; null where nothing holds. */
export const choose = (choices: readonly Choice[], facts: ReadonlySet<string>): string | null =>
  choices.find((choice) => holds(choice, facts))?.say ?? null;
