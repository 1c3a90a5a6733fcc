import type { Evidence } from '../../contract/evidence.ts';
import type { OscalFramework } from '../../domain/layouts/oscal.ts';
import { linkAddress } from '../../domain/words/link-address.ts';
import type { Context } from './document.ts';
import { block, type JsonObject, lean, line, ownProp } from './json.ts';
import { catalogueUrl } from './selection.ts';

export const frameworkResource = (context: Context, framework: OscalFramework): string =>
  context.name('framework', framework.id);

/** Frameworks, then the evidence in the order of its register, with hashes where there are any. */
export const backMatterOf = (context: Context, more: readonly JsonObject[] = []): JsonObject => ({
  resources: [
    ...more,
    ...context.input.frameworks.map((framework) => aboutFramework(context, framework)),
    ...context.evidence.map((item) => aboutEvidence(context, item)),
  ],
});

function aboutFramework(context: Context, framework: OscalFramework): JsonObject {
  const url = catalogueUrl(framework);
  const title = line(`${framework.name} ${framework.version}`);
  return lean({
    uuid: frameworkResource(context, framework),
    title,
    props: [{ name: 'type', value: 'standard' }, ownProp('framework', framework.id)],
    // The text itself belongs to its publisher.
    citation: { text: line(`${framework.publisher}: ${framework.name}, ${framework.version}`) },
    rlinks: url === null ? undefined : [{ href: url, 'media-type': 'application/oscal.catalog+json' }],
  });
}

function aboutEvidence(context: Context, item: Evidence): JsonObject {
  const report = item.providerReport;
  const provider = report === null ? undefined : context.parties.get(report.party);
  return lean({
    uuid: context.resource(item.number),
    title: line(item.title, `Evidence ${item.number}`),
    description: item.text === null ? undefined : block(item.text),
    props: [
      { name: 'type', value: 'evidence' },
      ownProp('number', `E-${item.number}`),
      ownProp('kind', item.kind),
      ownProp('collected', item.collectedAt),
      ...optional('collected-by', item.collectedBy),
      ...optional('covers-from', item.coversFrom),
      ...optional('covers-to', item.coversTo),
      ...optional('valid-until', item.expires),
      ...optional('replaced-by', item.replacedBy === null ? null : `E-${item.replacedBy}`),
      ...optional('provider-report', report === null ? null : report.kind),
      ...optional('provider', provider ? provider.name : null),
    ],
    rlinks: linksOf(item),
    base64: item.kind === 'note' && item.text !== null ? noteOf(item.number, item.text) : undefined,
  });
}
const optional = (name: string, value: string | null): readonly JsonObject[] =>
  value === null || value.trim() === '' ? [] : [ownProp(name, value)];

function linksOf(item: Evidence): readonly JsonObject[] | undefined {
  if (item.kind === 'note' || (item.kind === 'link' && item.url === null)) return undefined;
  const href = item.kind === 'link' ? webAddress(item.url) : fileAddress(item);
  return [
    lean({
      href,
      'media-type': item.mediaType === null ? undefined : line(item.mediaType),
      hashes: item.sha256 === null ? undefined : [{ algorithm: 'SHA-256', value: item.sha256 }],
    }),
  ];
}

/** Where the file would lie beside the document; what it is, is said by its hash. */
const fileAddress = ({ number, fileName }: Evidence): string =>
  `evidence/${encodeURIComponent(`E-${number} ${line(fileName, 'file')}`)}`;

/** The address as a URI: what a browser would ask for. One that is not to be followed stands there as text. */
function webAddress(url: string | null): string {
  try {
    return new URL(linkAddress(url ?? '') ?? '').href.replace(/[[\]{}|\\^`<>"\s]/g, encodeURIComponent);
  } catch {
    return encodeURIComponent(line(url, 'address'));
  }
}

const noteOf = (number: number, text: string): JsonObject | undefined =>
  text === ''
    ? undefined
    : {
        filename: `note-${number}.txt`,
        'media-type': 'text/plain',
        value: Buffer.from(text, 'utf8').toString('base64'),
      };
