import type { Control, Framework, Responsibility } from '../contract/catalogue.ts';

/** A duty that bears on a control, `framework/control`, beside those that the catalogue links to it. */
export interface Link {
  readonly duty: Responsibility;
  readonly ref: string;
  /** Why a control is not inherited whole any more, where the duty is not the provider's. */
  readonly why: string;
}

/** The frameworks with these links; what has none is the same object as before. Links to what is not there bear on nothing. */
export function withLinks(frameworks: readonly Framework[], links: readonly Link[]): readonly Framework[] {
  const byControl = new Map<string, Link[]>();
  for (const link of links) byControl.set(link.ref, [...(byControl.get(link.ref) ?? []), link]);
  return frameworks.map((framework) => {
    if (!framework.controls.some(({ id }) => byControl.has(`${framework.id}/${id}`))) return framework;
    return {
      ...framework,
      controls: framework.controls.map((control) => {
        const own = byControl.get(`${framework.id}/${control.id}`);
        return own === undefined ? control : linked(control, own);
      }),
    };
  });
}

/** What can be inherited whole is the provider's by every duty that bears on it: with another's duty it is so in part. */
function linked(control: Control, links: readonly Link[]): Control {
  const { without: _without, ...rest } = control;
  const added = links.filter(({ duty }) => !control.duties.includes(duty.id));
  const own = added.find(({ duty }) => !isProviders(duty));
  return {
    ...rest,
    duties: [...control.duties, ...new Set(added.map(({ duty }) => duty.id))],
    ...(control.inherit === 'wholly' && own !== undefined && { inherit: 'partly', why: own.why }),
  };
}

/** Under every model in which it arises it is the provider's alone. */
const isProviders = ({ defaults }: Responsibility): boolean =>
  Object.values(defaults).every(({ owner }) => owner === 'aws' || owner === 'na');
