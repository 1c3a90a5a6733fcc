import type { OscalFramework } from '../../domain/layouts/oscal.ts';
import { frameworkResource } from './back-matter.ts';
import type { Context } from './document.ts';
import { type JsonObject, lean, line } from './json.ts';
import { catalogueUrl, type SelectedControl } from './selection.ts';

/** The choice of controls that a plan has to import, as an OSCAL profile inside the plan, so that no second file can get lost. */
export function profileResource(context: Context): JsonObject {
  return {
    uuid: context.name('profile-resource'),
    title: 'Controls of this plan',
    description: line(
      `The ${context.selection.controls.length} controls on which a recorded duty bears, as an OSCAL profile.`,
    ),
    base64: within('selected-controls.json', 'profile', profileOf(context)),
  };
}

/** A document inside a document. */
const within = (filename: string, model: 'profile' | 'catalog', body: JsonObject): JsonObject => ({
  filename,
  'media-type': `application/oscal.${model}+json`,
  value: Buffer.from(JSON.stringify({ [model]: body }), 'utf8').toString('base64'),
});

function profileOf(context: Context): JsonObject {
  const { input, selection, name } = context;
  const chosen = input.frameworks.flatMap((framework) => {
    const controls = selection.controls.filter(({ sources }) =>
      sources.some((source) => source.framework.id === framework.id),
    );
    return controls.length === 0 ? [] : [{ framework, controls }];
  });
  const unpublished = chosen.filter(({ framework }) => catalogueUrl(framework) === null);
  return lean({
    uuid: name('profile'),
    metadata: metadataOf(context, `Controls of ${input.report.meta.title}`),
    imports: chosen.map(({ framework, controls }) => ({
      href: catalogueUrl(framework) ?? `#${frameworkResource(context, framework)}`,
      'include-controls': [{ 'with-ids': controls.map(({ token }) => token) }],
    })),
    'back-matter':
      unpublished.length === 0
        ? undefined
        : {
            resources: unpublished.map(({ framework, controls }) => ({
              uuid: frameworkResource(context, framework),
              title: line(`${framework.name} ${framework.version}`),
              citation: { text: line(`${framework.publisher}: ${framework.name}, ${framework.version}`) },
              base64: within(`${framework.id}.json`, 'catalog', catalogOf(context, framework, controls)),
            })),
          },
  });
}

const metadataOf = ({ input, version }: Context, title: string): JsonObject => ({
  title: line(title),
  'last-modified': input.lastModified,
  version: String(input.report.meta.revision),
  'oscal-version': version,
});

/**
 * Where nobody publishes a framework as an OSCAL catalogue, the ids that the profile imports, with the titles that the workbook knows,
 * so that it can be resolved; the words of the framework belong to its publisher.
 */
const catalogOf = (
  context: Context,
  framework: OscalFramework,
  controls: readonly SelectedControl[],
): JsonObject => ({
  uuid: context.name('catalog', framework.id),
  metadata: metadataOf(context, `Ids and short titles of ${framework.name} ${framework.version}`),
  controls: controls.map(({ token, sources }) => ({
    id: token,
    title: line(sources.find((source) => source.framework.id === framework.id)?.control.title ?? token),
  })),
});
