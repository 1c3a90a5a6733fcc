import type { RegisterRow } from '../../contract/assignments.ts';
import { backMatterOf } from './back-matter.ts';
import { byComponent, originations } from './by-component.ts';
import type { Context, OscalDocument } from './document.ts';
import type { Duty } from './duty.ts';
import { type JsonObject, Lazy, lean, line, ownProp } from './json.ts';
import { metadataOf } from './metadata.ts';
import { profileResource } from './profile.ts';
import { rowsOf, type SelectedControl } from './selection.ts';
import { type Leveraged, leveragedOf, systemCharacteristics, systemImplementation } from './system.ts';

/** The plan of the system: what is inherited, what is done about it here, and what is passed on to clients. */
export function systemPlan(context: Context): OscalDocument {
  const { name, selection, layout } = context;
  const leveraged = leveragedOf(context);
  return {
    root: 'system-security-plan',
    body: {
      uuid: name('system-security-plan', layout),
      metadata: metadataOf(context),
      'import-profile': { href: `#${name('profile-resource')}` },
      'system-characteristics': systemCharacteristics(context),
      'system-implementation': systemImplementation(context, leveraged),
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
    leftOut: [...selection.leftOut, ...withoutReport(context, leveraged)],
  };
}

function requirement(context: Context, control: SelectedControl): JsonObject {
  const groups = rowsOf(control, context.selection, context.order);
  const dutiesOf = (rows: readonly RegisterRow[]): readonly Duty[] =>
    rows.flatMap(({ ref }) => {
      const duty = context.duty(ref);
      return duty ? [duty] : [];
    });
  const components = [...groups].map(([subject, rows]) =>
    byComponent(context, control.token, subject, dutiesOf(rows)),
  );
  const all = [...groups.values()].flatMap(dutiesOf);
  return lean({
    uuid: context.name('requirement', control.token),
    'control-id': control.token,
    props: [
      ...originations(all),
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

/** Providers that own something here, without evidence that could stand for an authorisation. */
function withoutReport({ selection, parties }: Context, leveraged: readonly Leveraged[]): readonly string[] {
  const known = new Set(leveraged.map(({ party }) => party.id));
  const owning = new Set(selection.bearing.flatMap(({ shares }) => shares.map(({ party }) => party)));
  return [...parties.values()]
    .filter(({ id, kind }) => kind === 'provider' && owning.has(id) && !known.has(id))
    .map(
      ({ name }) =>
        `A leveraged authorisation of ${line(name)}: the register of evidence holds nothing that proves its part. Enter its report as a provider's report.`,
    );
}
