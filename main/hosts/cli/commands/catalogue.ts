import type {
  CatalogueDuty,
  CatalogueEntry,
  CatalogueServiceDetail,
  OwnerClass,
} from '../../../contract/catalogue.ts';
import { DemarcError } from '../../../contract/errors.ts';
import { counted } from '../../../domain/words/counted.ts';
import { suggest } from '../../../domain/words/find-named.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withCore } from '../context.ts';
import { oneLine, table } from '../output.ts';
import { addCheck } from './house-rules.ts';

export const addCatalogue: AddCommand = (program, streams) => {
  const catalogue = program
    .command('catalogue')
    .description('list the AWS services that Demarc knows, or show one with every suggestion and its reason')
    .argument('[service]', 'id or name, such as s3 or "Amazon RDS"')
    .action((wanted: string | undefined, options: CommonOptions) =>
      withCore(options, streams, async ({ ask, print }) => {
        const entries = await ask('catalogue.services', {});
        if (wanted === undefined) {
          print('catalogue', { services: entries }, () => listText(entries));
          return;
        }
        const detail = await ask('catalogue.service', { id: findEntry(wanted, entries).id });
        print('catalogue-service', detail, () => detailText(detail));
      }),
    );
  addCheck(catalogue, streams);
};

function findEntry(wanted: string, entries: readonly CatalogueEntry[]): CatalogueEntry {
  const text = wanted.trim().toLowerCase();
  const names = (entry: CatalogueEntry) => [entry.id, entry.name, ...entry.aliases];
  const found =
    entries.find((entry) => entry.id === text) ??
    entries.find((entry) => names(entry).some((name) => name.toLowerCase() === text));
  if (found) return found;
  throw new DemarcError(
    'NOT_FOUND',
    `The catalogue has no service "${wanted}". ${suggest(wanted, entries.flatMap(names)) || '"demarc catalogue" lists them.'}`,
  );
}

const listText = (entries: readonly CatalogueEntry[]): string =>
  table(entries, [
    { head: 'ID', text: (entry) => entry.id },
    { head: 'SERVICE', text: (entry) => entry.name },
    { head: 'CATEGORY', text: (entry) => entry.category },
    { head: 'MODEL', text: (entry) => entry.model },
    { head: 'QUESTIONS', align: 'right', text: (entry) => entry.questions },
    { head: 'LIFECYCLE', text: ({ lifecycle }) => lifecycleText(lifecycle) },
  ]) + `\n${counted(entries.length, 'service')}\n`;

function lifecycleText(lifecycle: CatalogueEntry['lifecycle']): string {
  if (lifecycle.state === 'active') return '';
  return `${lifecycle.state.replaceAll('-', ' ')}${lifecycle.date === undefined ? '' : ` ${lifecycle.date}`}`;
}

const OWNER_WORDS: Readonly<Record<OwnerClass, string>> = {
  aws: 'AWS',
  customer: 'customer',
  shared: 'shared',
  na: 'not applicable',
};

function detailText({ service, variants, duties }: CatalogueServiceDetail): string {
  const asked = duties.filter((duty) => duty.asked);
  const life = lifecycleText(service.lifecycle);
  return [
    `${service.name} (${service.id})`,
    `${service.category}, ${service.model}${life === '' ? '' : `, ${life}`}`,
    oneLine(service.notes),
    ...service.sources.map(({ title, url, readOn }) => `Source: ${oneLine(title)}, ${url} (read ${readOn})`),
    ...(service.noPage ?? []).map(
      ({ about, why }) => `No page on ${about.replaceAll('-', ' ')}: ${oneLine(why)}`,
    ),
    ...variants.map(
      ({ id, name, variantWhen }) => `Variant: ${id}  ${name}${variantWhen ? `: ${variantWhen}` : ''}`,
    ),
    '',
    ...asked.map(dutyText),
    `${counted(asked.length, 'question')} asked; ${duties.length - asked.length} do not arise here`,
    '',
  ].join('\n');
}

const dutyText = (duty: CatalogueDuty): string =>
  [
    `${duty.responsibility}: ${OWNER_WORDS[duty.owner]}`,
    `  ${duty.question}`,
    `  why: ${duty.why}`,
    ...(duty.duties.provider === null ? [] : [`  AWS: ${oneLine(duty.duties.provider)}`]),
    ...(duty.duties.customer === null ? [] : [`  customer: ${oneLine(duty.duties.customer)}`]),
    ...(duty.guidance === null ? [] : [`  here: ${oneLine(duty.guidance)}`]),
    ...duty.cautions.map((caution) => `  caution: ${oneLine(caution)}`),
    '',
  ].join('\n');
