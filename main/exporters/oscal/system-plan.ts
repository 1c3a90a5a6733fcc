import { fewNames } from '../../domain/words/few-names.ts';
import { backMatterOf } from './back-matter.ts';
import { type AtHome, byComponent, byParty, originations, placed } from './by-component.ts';
import type { Context, OscalDocument } from './document.ts';
import type { Duty } from './duty.ts';
import { type JsonObject, Lazy, lean, line, ownProp } from './json.ts';
import { metadataOf } from './metadata.ts';
import { profileResource } from './profile.ts';
import { rowsOf, type SelectedControl } from './selection.ts';
import { type Reported, reportedOf, systemCharacteristics, systemImplementation } from './system.ts';

/** The plan of the system: what is inherited, what is done about it here, and what is passed on to clients. */
export function systemPlan(context: Context): OscalDocument {
  const { name, selection, layout } = context;
  const reported = reportedOf(context);
  return {
    root: 'system-security-plan',
    body: {
      uuid: name('system-security-plan', layout),
      metadata: metadataOf(context),
      'import-profile': { href: `#${name('profile-resource')}` },
      'system-characteristics': systemCharacteristics(context),
      'system-implementation': systemImplementation(context, reported),
      'control-implementation': {
        description: line(
          'One entry for each control on which a duty recorded in the workbook bears. A duty helps to meet a control; it is no claim that the control is met.',
        ),
        'implemented-requirements': new Lazy(function* () {
          for (const control of selection.controls) yield requirement(context, control);
        }),
      },
      'back-matter': backMatterOf(context, [profileResource(context)]),
    },
    steps: { list: 'implemented-requirements', count: selection.controls.length, label: 'Controls' },
    leftOut: [...selection.leftOut, ...withoutReport(context, reported)],
  };
}

function requirement(context: Context, control: SelectedControl): JsonObject {
  const groups = rowsOf(control, context.selection, context.order);
  const all = [...groups.values()].flat().flatMap(({ ref }): readonly Duty[] => {
    const duty = context.duty(ref);
    return duty ? [duty] : [];
  });
  const forClients = context.layout === 'oscal-provider-ssp';
  const entire = all.map((duty): AtHome => ({ duty, halves: duty.halves, held: [] }));
  // Clients get everything from us, whoever of us does it.
  const { home, away } = forClients ? { home: entire, away: [] } : placed(context, all);
  const whole = isWhole(context, control, all);
  const components = [
    ...[...Map.groupBy(home, ({ duty }) => duty.row.subject)].map(([subject, parts]) => {
      // A provider is told of once: what it does for all, and what it does for the organisation or for single services.
      const beside = away.find(({ party }) => party === subject);
      return byComponent(context, control.token, subject, parts, { whole, beside });
    }),
    ...away.filter(({ party }) => !groups.has(party)).map((each) => byParty(context, control.token, each)),
  ];
  return lean({
    uuid: context.name('requirement', control.token),
    'control-id': control.token,
    props: [
      ...originations(entire, context.layout),
      ...control.sources.map(({ framework, control: { id } }) =>
        ownProp('control', id, `framework-${framework.id}`),
      ),
    ],
    ...(control.statement === null
      ? { 'by-components': components }
      : {
          statements: [
            {
              'statement-id': control.statement,
              uuid: context.name('statement', control.token),
              'by-components': components,
            },
          ],
        }),
  });
}

/**
 * Whether what is recorded may make the control implemented: it can be inherited whole, or somebody who inherits has a part of it.
 * In a plan for clients those are the clients, else everybody but the providers.
 */
function isWhole({ layout }: Context, { inherit }: SelectedControl, duties: readonly Duty[]): boolean {
  if (inherit === 'wholly') return true;
  const inherits = ({ party, seat }: Duty['halves'][number]) =>
    layout === 'oscal-provider-ssp' ? seat === 'passed-on' : party.kind !== 'provider';
  return duties.some(({ halves }) => halves.some(inherits));
}

/** Providers that own something here without evidence that proves their part, and services that no report covers. */
function withoutReport(context: Context, reported: readonly Reported[]): readonly string[] {
  const { selection, parties, subjects, input } = context;
  // What clients are not told of is there all the same, and is not to be asked for.
  const recorded = reportedOf({ ...context, evidence: input.report.evidence });
  const isRecorded = (provider: string, subject: string) =>
    recorded.some(({ party, covers }) => party.id === provider && covers(subject));
  const told = new Set(reported.map(({ party }) => party.id));
  const owning = new Set(selection.bearing.flatMap(({ shares }) => shares.map(({ party }) => party)));
  const lacking = [...parties.values()]
    .filter(({ id, kind }) => kind === 'provider' && owning.has(id) && !told.has(id))
    .map(({ id, name }) =>
      recorded.some(({ party }) => party.id === id)
        ? `What proves the part of ${line(name)}: its evidence supports nothing told to clients.`
        : `What proves the part of ${line(name)}: the register of evidence holds nothing. Enter its report as a provider's report.`,
    );
  const outside = reported.flatMap(({ party, covers }) => {
    const own = new Set(
      selection.bearing.flatMap((row) =>
        row.shares.some((share) => share.party === party.id) ? [row.subject] : [],
      ),
    );
    const names = subjects.flatMap(({ ref, kind }) =>
      kind !== 'organisation' && own.has(ref) && !covers(ref) ? [ref] : [],
    );
    const hidden = names.filter((ref) => isRecorded(party.id, ref));
    const open = names.filter((ref) => !isRecorded(party.id, ref));
    const head = (refs: readonly string[]) =>
      `What proves the part of ${line(party.name)} for ${fewNames(refs)}`;
    return [
      ...(open.length === 0
        ? []
        : [`${head(open)}: no report on it has ${open.length === 1 ? 'this' : 'these'} in its scope.`]),
      ...(hidden.length === 0 ? [] : [`${head(hidden)}: the report on it supports nothing told to clients.`]),
    ];
  });
  return [...lacking, ...outside];
}
