import { counted } from '../../../domain/words/counted.ts';
import type { AddCommand } from '../command.ts';
import { type CommonOptions, withWorkbook } from '../context.ts';
import { table } from '../output.ts';

export const addServices: AddCommand = (program, streams) => {
  program
    .command('services')
    .description('list the services in use, with how far each is answered')
    .argument('<file>', 'the workbook')
    .action((file: string, options: CommonOptions) =>
      withWorkbook(file, 'read', options, streams, async ({ ask, print }) => {
        const services = await ask('services.list', {});
        print('services', { services }, () =>
          services.length === 0
            ? `No services yet. Find them with: demarc discover ${file} <template...>\n`
            : table(services, [
                { head: 'REF', text: (service) => service.ref },
                { head: 'SERVICE', text: (service) => service.serviceName },
                { head: 'LABEL', text: (service) => service.label },
                { head: 'ENVIRONMENT', text: (service) => service.environment },
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
              ]) + `\n${counted(services.length, 'service')} in use\n`,
        );
      }),
    );
};
