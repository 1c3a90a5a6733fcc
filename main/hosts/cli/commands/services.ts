import type { ServiceInUseRow } from '../../../contract/services-in-use.ts';
import type { Grouped } from '../../../domain/grouped.ts';
import { counted } from '../../../domain/words/counted.ts';
import { byPlace, groupedTable, groupsField, type PlaceOptions, placeOptions } from '../by-place.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { addSteps } from '../one-step.ts';

const SERVICE = { argument: '<service>', about: 'its ref or label', field: 'service' };
const FACTS = [
  { option: '--label <label>', about: 'what it is called here', field: 'label' },
  {
    option: '--environment <environment>',
    about: 'where it stands; once for each, in place of those that it has; "" for nowhere',
    field: 'environments',
    list: true,
  },
  {
    option: '--account <accounts>',
    about: 'its accounts, with commas between; "" for none',
    field: 'account',
  },
  { option: '--region <codes>', about: 'its Regions, with commas between; "" for none', field: 'region' },
  { option: '--lead <person>', about: 'who leads it, by id or name; "" for nobody', field: 'lead' },
  { option: '--data <class>', about: 'class of the data in it; "" for none', field: 'dataClassification' },
  { option: '--notes <text>', about: 'what is noted beside it; "" for nothing', field: 'notes' },
  {
    option: '--review-on <date>',
    about: 'when it is to be looked at again; "" for no day',
    field: 'reviewOn',
  },
  {
    option: '--tag <tag>',
    about: 'a tag; once for each, in place of those that it has',
    field: 'tags',
    list: true,
  },
];

export const addServices: AddCommand = (program, streams) => {
  const services = placeOptions(
    program
      .command('services')
      .description('list the services in use, with how far each is answered, or add, change or remove one')
      .argument('<file>', 'the workbook'),
  ).action((file: string, options: CommonOptions & PlaceOptions) =>
    withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
      const asked = await byPlace(options, ask);
      const list = asked.arrange(await ask('services.list', {}), ({ ref }) => [ref]);
      print('services', { services: [...list.rows], ...groupsField(list) }, () =>
        listText(list, file, options),
      );
    }),
  );
  addSteps(services, streams, [
    {
      verb: 'add',
      about: 'add a service in use; its ref is made of its label',
      step: 'add service',
      takes: [{ argument: '<service>', about: 'id or name in the catalogue, such as s3', field: 'service' }],
      options: [{ option: '--ref <ref>', about: 'another ref, such as orders-db', field: 'ref' }, ...FACTS],
    },
    {
      verb: 'set',
      about: 'change what is said of a service in use',
      step: 'change service',
      takes: [SERVICE],
      options: [
        { option: '--variant <service>', about: 'another variant of it in the catalogue', field: 'variant' },
        ...FACTS,
      ],
    },
    {
      verb: 'remove',
      about: 'remove a service in use, and its answers with it',
      step: 'remove service',
      takes: [SERVICE],
    },
    {
      verb: 'accept-suggestions',
      about: 'accept every suggestion for a service that is still unanswered and not parked',
      step: 'accept suggestions',
      takes: [SERVICE],
      options: [
        { option: '--domain <domain>', about: 'of one domain only', field: 'domain' },
        { option: '--confirm-later', about: 'each is to be confirmed by somebody', field: 'confirmLater' },
      ],
    },
  ]);
};

const listText = (list: Grouped<ServiceInUseRow>, file: string, { only }: PlaceOptions): string =>
  list.rows.length === 0
    ? only === undefined
      ? `No services yet. Find them with: demarc discover ${file} <template...>\n`
      : 'No service runs there.\n'
    : groupedTable(list, [
        { head: 'REF', text: (service) => service.ref },
        { head: 'SERVICE', text: (service) => service.serviceName },
        { head: 'LABEL', text: (service) => service.label },
        { head: 'ENVIRONMENT', text: (service) => service.environments.join(', ') },
        { head: 'TAGS', text: (service) => service.tags.join(', ') },
        { head: 'MODEL', text: (service) => service.model },
        {
          head: 'ANSWERED',
          align: 'right',
          text: (service) => `${service.answered}/${service.asked}`,
        },
        { head: 'PARKED', align: 'right', text: (service) => service.parked || '' },
        {
          head: 'LIFECYCLE',
          text: ({ lifecycle }) =>
            lifecycle.state === 'active'
              ? ''
              : `${lifecycle.state.replaceAll('-', ' ')}${lifecycle.date === undefined ? '' : ` ${lifecycle.date}`}`,
        },
      ]) + `\n${counted(list.rows.length, 'service')} in use\n`;
