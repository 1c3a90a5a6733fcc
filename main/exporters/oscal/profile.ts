import { frameworkResource } from './back-matter.ts';
import type { Context } from './document.ts';
import { type JsonObject, lean, line } from './json.ts';
import { catalogueUrl } from './selection.ts';

/** The choice of controls that a plan has to import, as an OSCAL profile inside the plan, so that no second file can get lost. */
export function profileResource(context: Context): JsonObject {
  const profile = JSON.stringify({ profile: profileOf(context) });
  return {
    uuid: context.name('profile-resource'),
    title: 'Controls of this plan',
    description: line(
      `The ${context.selection.controls.length} controls on which a recorded duty bears, as an OSCAL profile.`,
    ),
    base64: {
      filename: 'selected-controls.json',
      'media-type': 'application/oscal.profile+json',
      value: Buffer.from(profile, 'utf8').toString('base64'),
    },
  };
}

function profileOf(context: Context): JsonObject {
  const { input, selection, version, name } = context;
  const chosen = input.frameworks.flatMap((framework) => {
    const ids = selection.controls
      .filter(({ sources }) => sources.some((source) => source.framework.id === framework.id))
      .map(({ token }) => token);
    return ids.length === 0 ? [] : [{ framework, ids }];
  });
  const unpublished = chosen.filter(({ framework }) => catalogueUrl(framework) === null);
  return lean({
    uuid: name('profile'),
    metadata: {
      title: line(`Controls of ${input.report.meta.title}`),
      'last-modified': input.lastModified,
      version: String(input.report.meta.revision),
      'oscal-version': version,
    },
    imports: chosen.map(({ framework, ids }) => ({
      href: catalogueUrl(framework) ?? `#${frameworkResource(context, framework)}`,
      'include-controls': [{ 'with-ids': ids }],
    })),
    'back-matter':
      unpublished.length === 0
        ? undefined
        : {
            resources: unpublished.map(({ framework }) => ({
              uuid: frameworkResource(context, framework),
              title: line(`${framework.name} ${framework.version}`),
              citation: { text: line(`${framework.publisher}: ${framework.name}, ${framework.version}`) },
            })),
          },
  });
}
