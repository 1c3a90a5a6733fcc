import type { RegisterRow } from '../../contract/assignments.ts';
import { INHERITANCE, type Inheritance } from '../../contract/catalogue.ts';
import type { FillLook } from '../../domain/layouts/gather.ts';
import type { OscalControl, OscalFramework, OscalInput } from '../../domain/layouts/oscal.ts';
import { fewNames } from '../../domain/words/few-names.ts';

/** Where the whole statement of a control has an id of its own, in the catalogues that NIST publishes. */
const STATEMENT_SUFFIX: Readonly<Record<string, string>> = {
  'nist-800-53-r5': '_smt',
  'nist-csf-2.0': '_statement',
};
/** Where NIST publishes a framework as an OSCAL catalogue. */
const CATALOGUE_URL: Readonly<Record<string, string>> = {
  'nist-800-53-r5':
    'https://raw.githubusercontent.com/usnistgov/oscal-content/main/nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_catalog.json',
  'nist-csf-2.0':
    'https://raw.githubusercontent.com/usnistgov/oscal-content/main/nist.gov/CSF/v2.0/json/NIST_CSF_v2.0_catalog.json',
};

/** A control of the chosen frameworks on which some assignment bears. */
export interface SelectedControl {
  readonly token: string;
  /** Id of its whole statement; null where no published catalogue gives one. */
  readonly statement: string | null;
  /** Each framework that has it, with the framework's own spelling. */
  readonly sources: readonly { readonly framework: OscalFramework; readonly control: OscalControl }[];
  readonly responsibilities: ReadonlySet<string>;
  /** How far it may be inherited; the least that any of the frameworks says. */
  readonly inherit: Inheritance;
}
export interface Selection {
  /** In the order of the frameworks and of the controls in them. */
  readonly controls: readonly SelectedControl[];
  readonly rows: readonly RegisterRow[];
  /** Rows that bear on at least one of the controls. */
  readonly bearing: readonly RegisterRow[];
  readonly byDuty: ReadonlyMap<string, readonly RegisterRow[]>;
  /** What is not in the document, or is there under another name. */
  readonly leftOut: readonly string[];
}

/** The framework whose ids these are: FedRAMP's controls are those of NIST SP 800-53. */
const familyOf = (framework: OscalFramework): string => framework.subsetOf ?? framework.id;
export const catalogueUrl = (framework: OscalFramework): string | null =>
  CATALOGUE_URL[familyOf(framework)] ?? null;
/** The id of a control’s statement in the published catalogue; null where the catalogue gives it none. */
export const statementOf = (framework: OscalFramework, token: string): string | null => {
  const suffix = STATEMENT_SUFFIX[familyOf(framework)];
  return suffix === undefined ? null : `${token}${suffix}`;
};

/** How many rows go by between two words about it. */
export const ROWS_A_WORD = 10_000;

/** Which controls a document speaks of, and which rows bear on them, each as `told` gives it; `look` hears how many are chosen. */
export function selectControls(
  input: OscalInput,
  told: (row: RegisterRow) => RegisterRow,
  look?: FillLook,
): Selection {
  const rows: RegisterRow[] = [];
  for (const row of input.report.rows()) {
    rows.push(told(row));
    if (rows.length % ROWS_A_WORD === 0) look?.(rows.length, input.report.counts.rows, 'rows chosen');
  }
  const byDuty = Map.groupBy(rows, ({ responsibility }) => responsibility);
  const leftOut: string[] = [];
  const byKey = new Map<string, Draft>();
  const tokens = new Set<string>();
  for (const framework of input.frameworks) {
    const own = `${framework.name} ${framework.version}`;
    let untouched = 0;
    let renamed = 0;
    let respelt: OscalControl | null = null;
    for (const control of framework.controls) {
      const duties = control.responsibilities.filter((duty) => byDuty.has(duty));
      if (duties.length === 0) {
        untouched += 1;
        continue;
      }
      if (!sameId(control)) respelt ??= control;
      const key = `${familyOf(framework)}\n${control.token}`;
      const known = byKey.get(key);
      if (known) {
        known.sources.push({ framework, control });
        for (const duty of duties) known.responsibilities.add(duty);
        known.inherit = lesser(known.inherit, control.inherit);
        continue;
      }
      // Two editions of one standard number different controls alike: the later one says whose number it is.
      const token = tokens.has(control.token) ? `${framework.id}_${control.token}` : control.token;
      if (token !== control.token) renamed += 1;
      tokens.add(token);
      byKey.set(key, {
        token,
        statement: statementOf(framework, control.token),
        sources: [{ framework, control }],
        responsibilities: new Set(duties),
        inherit: control.inherit,
      });
    }
    if (untouched > 0)
      leftOut.push(
        `${own}: ${untouched} of ${framework.controls.length} controls, on which no duty told here bears.`,
      );
    if (respelt)
      leftOut.push(
        `${own}: ids such as ${respelt.id} cannot stand in OSCAL as they are; it is written ${respelt.token}, and the original is kept in the property "control".`,
      );
    if (renamed > 0)
      leftOut.push(
        `${own}: ${renamed} ids are also those of another framework chosen here, and are written with ${framework.id}_ in front.`,
      );
  }
  const controls = [...byKey.values()];
  const helpful = new Set(controls.flatMap(({ responsibilities }) => [...responsibilities]));
  const bearing = rows.filter((row) => helpful.has(row.responsibility));
  if (bearing.length < rows.length)
    leftOut.push(
      `${rows.length - bearing.length} of ${rows.length} rows, because they bear on no control of the frameworks: ${fewNames(
        rows.filter((row) => !helpful.has(row.responsibility)).map(({ ref }) => ref),
      )}.`,
    );
  return { controls, rows, bearing, byDuty, leftOut };
}

interface Draft {
  readonly token: string;
  readonly statement: string | null;
  readonly sources: { readonly framework: OscalFramework; readonly control: OscalControl }[];
  readonly responsibilities: Set<string>;
  inherit: Inheritance;
}
const lesser = (a: Inheritance, b: Inheritance): Inheritance =>
  INHERITANCE.indexOf(a) > INHERITANCE.indexOf(b) ? a : b;

/** NIST's own spelling in OSCAL, `ac-2.1` for `AC-2(1)`, needs no word. */
const sameId = ({ id, token }: OscalControl): boolean =>
  id === token || id.toLowerCase().replaceAll('(', '.').replaceAll(')', '') === token;

/** Rows of a control, each subject's together, in the order of the register. */
export function rowsOf(
  control: SelectedControl,
  selection: Selection,
  order: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly RegisterRow[]> {
  const rows = [...control.responsibilities].flatMap((duty) => selection.byDuty.get(duty) ?? []);
  const place = (row: RegisterRow) => order.get(row.ref) ?? 0;
  return Map.groupBy(
    rows.sort((a, b) => place(a) - place(b)),
    ({ subject }) => subject,
  );
}
