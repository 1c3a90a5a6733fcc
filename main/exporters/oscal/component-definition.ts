import type { RegisterRow } from '../../contract/assignments.ts';
import type { OscalFramework } from '../../domain/layouts/oscal.ts';
import { editionWords } from '../../domain/providers/origin-words.ts';
import { backMatterOf, frameworkResource } from './back-matter.ts';
import type { Context, OscalDocument } from './document.ts';
import { type Duty, dutyProps, NAMED_OWNER, rolesOf, told } from './duty.ts';
import { block, type JsonObject, Lazy, lean, line, ownProp } from './json.ts';
import { metadataOf } from './metadata.ts';
import { statementOf } from './selection.ts';

/** A component for each service in use, each provider's foundations and the organisation, and what each does for which control. */
export function componentDefinition(context: Context): OscalDocument {
  const { selection, name } = context;
  const bySubject = Map.groupBy(selection.bearing, ({ subject }) => subject);
  return {
    root: 'component-definition',
    body: {
      uuid: name('component-definition'),
      metadata: metadataOf(context),
      components: new Lazy(function* () {
        for (const subject of context.subjects)
          yield component(context, subject.ref, bySubject.get(subject.ref) ?? []);
      }),
      'back-matter': backMatterOf(context),
    },
    steps: { list: 'components', count: context.subjects.length, label: 'Components' },
    leftOut: selection.leftOut,
  };
}

function component(context: Context, subject: string, rows: readonly RegisterRow[]): JsonObject {
  const about = aboutSubject(context, subject);
  return lean({
    uuid: context.component(subject),
    ...about,
    'control-implementations': context.input.frameworks.flatMap((framework) => {
      const set = implementations(context, subject, framework, rows);
      return set === null ? [] : [set];
    }),
  });
}

/** Type, title, description and properties of a subject as a component; the same in both kinds of document. */
export function aboutSubject(context: Context, subject: string): JsonObject {
  const { report, catalogueIds } = context.input;
  const entry = context.subjectOf(subject);
  const service = context.serviceOf(subject);
  const reference = ownProp('subject', subject);
  const edition = report.providers?.find(({ party }) => party === subject)?.edition;
  if (entry?.kind === 'common')
    return {
      type: 'service',
      title: line(`${entry.label}: common controls`),
      description: line(
        `What ${entry.label} answers once for the services in which it holds${edition === undefined ? '' : `, inherited from ${editionWords(edition)}`}.`,
      ),
      props: [reference],
    };
  if (!service)
    return entry?.kind === 'provider'
      ? {
          type: 'system',
          title: line(`${entry.label}: foundations`),
          description: line(`What ${entry.label} does for all of its services alike.`),
          props: [reference],
        }
      : {
          type: 'this-system',
          title: line(report.meta.title),
          description: line(`What ${report.meta.organisation} does for the assessed system as a whole.`),
          props: [reference],
        };
  const facts = [
    service.environments.length === 0
      ? null
      : `${service.environments.length === 1 ? 'environment' : 'environments'} ${service.environments.join(', ')}`,
    service.account === null ? null : `account ${service.account}`,
    service.region === null ? null : `Region ${service.region}`,
    service.dataClassification === null ? null : `data: ${service.dataClassification}`,
  ].filter((fact) => fact !== null);
  const catalogueId = catalogueIds.get(subject);
  return lean({
    type: 'service',
    title: line(`${service.label} (${service.serviceName})`),
    description: line(
      `${service.serviceName} as it is used here${facts.length === 0 ? '' : `: ${facts.join(', ')}`}.`,
    ),
    props: [
      reference,
      ...(catalogueId === undefined ? [] : [ownProp('service-id', catalogueId)]),
      ownProp('service-model', service.model),
    ],
    'responsible-roles':
      service.lead === null || !context.people.some(({ id }) => id === service.lead)
        ? undefined
        : [{ 'role-id': NAMED_OWNER, 'party-uuids': [context.uuidOf.person(service.lead)] }],
    remarks:
      service.notes === null || context.layout === 'oscal-provider-ssp' ? undefined : block(service.notes),
  });
}

function implementations(
  context: Context,
  subject: string,
  framework: OscalFramework,
  rows: readonly RegisterRow[],
): JsonObject | null {
  const byDuty = new Map(rows.map((row) => [row.responsibility, row]));
  const requirements = framework.controls.flatMap((control): JsonObject[] => {
    const duties = control.responsibilities.flatMap((id) => {
      const duty = context.duty(byDuty.get(id)?.ref ?? '');
      return duty ? [duty] : [];
    });
    if (duties.length === 0) return [];
    return [requirement(context, subject, framework, control.id, control.token, duties)];
  });
  if (requirements.length === 0) return null;
  return {
    uuid: context.name('control-implementation', subject, framework.id),
    source: `#${frameworkResource(context, framework)}`,
    description: line(
      `Who does what for the controls of ${framework.name} ${framework.version}. A duty helps to meet a control; it is no claim that the control is met.`,
    ),
    'implemented-requirements': requirements,
  };
}

function requirement(
  context: Context,
  subject: string,
  framework: OscalFramework,
  control: string,
  token: string,
  duties: readonly Duty[],
): JsonObject {
  const statement = statementOf(framework, token);
  const words = (parts: readonly string[]) => parts.join('\n\n');
  const owners = words(duties.map(({ summary }) => summary));
  const whole = words(duties.map((duty) => told(duty, duty.halves)));
  const evidence = [...new Set(duties.flatMap(({ row }) => row.evidence))].sort((a, b) => a - b);
  const key = [subject, framework.id, token];
  return lean({
    uuid: context.name('requirement', ...key),
    'control-id': token,
    description: statement === null ? whole : owners,
    props: [ownProp('control', control), ...duties.flatMap(dutyProps)],
    links: evidence.map((number) => ({ href: `#${context.resource(number)}`, rel: 'evidence' })),
    'responsible-roles': rolesOf(
      duties.flatMap(({ halves }) => halves),
      context.uuidOf,
    ),
    statements:
      statement === null || whole === owners
        ? undefined
        : [
            {
              'statement-id': statement,
              uuid: context.name('statement', ...key),
              description: whole,
            },
          ],
    remarks: remarksOf(duties),
  });
}

/** What stands beside the answers: reasons, notes, dates. */
export function remarksOf(duties: readonly Duty[]): string | undefined {
  const texts = duties.flatMap(({ remarks }) => (remarks === null ? [] : [remarks]));
  return texts.length === 0 ? undefined : texts.join('\n\n');
}
