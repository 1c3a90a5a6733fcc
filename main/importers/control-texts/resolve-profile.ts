import { fromControlToken, toControlToken } from '../../domain/controls/control-spelling.ts';
import { asObject, asObjects, asText, type Loose } from '../oscal/values.ts';
import { alterControl } from './alter-control.ts';
import { MAX_CONTROLS, MAX_DEPTH } from './limits.ts';
import { type Chosen, selectControls } from './select-controls.ts';

export interface Problem {
  readonly place: string;
  readonly why: string;
}
/** A catalogue that a profile's choice comes to; its controls lie side by side, as `merge` asks for with `flat`. */
export interface ResolvedProfile {
  readonly catalogue: Loose;
  /** Controls that it chooses and that are not there. */
  readonly missing: readonly Problem[];
  /** Changes that cannot be made. */
  readonly problems: readonly Problem[];
}

/**
 * A profile resolved against the catalogue of each of its imports: chosen, then modified (NIST, OSCAL Profile Resolution). How the result is
 * grouped makes no difference to the text of a control, so `merge` is not followed. Whatever the profile says and nothing there answers is a problem.
 */
export function resolveProfile(profile: Loose, sources: readonly (Loose | undefined)[]): ResolvedProfile {
  const problems: Problem[] = [];
  const notThere: Problem[] = [];
  const controls: Loose[] = [];
  const params: Loose[] = [];
  const takenFrom = new Map<string, Loose>();
  for (const [at, wanted] of asObjects(profile.imports).entries()) {
    const source = sources[at];
    if (!source) continue;
    const all = controlsOf(source);
    if (!sources.slice(0, at).includes(source)) for (const param of all.params) params.push(param);
    const { tokens, missing } = selectControls(wanted, all.controls);
    for (const id of missing)
      notThere.push({
        place: fromControlToken(id),
        why: 'the profile chooses it and the catalogue does not have it',
      });
    for (const { token, control } of all.controls) {
      // Chosen by two imports of one catalogue it is one control; of two catalogues, the reader says which was taken.
      if (!tokens.has(token) || takenFrom.get(token) === source) continue;
      takenFrom.set(token, source);
      controls.push(control);
    }
  }
  const modify = asObject(profile.modify) ?? {};
  const altered = altering(controls, asObjects(modify.alters), problems);
  return {
    catalogue: {
      metadata: profile.metadata,
      ...withParameters(altered, params, asObjects(modify['set-parameters']), problems),
    },
    missing: notThere,
    problems,
  };
}

interface Placed extends Chosen {
  /** Without the controls below it. */
  readonly control: Loose;
}
/** The controls of a catalogue, in its order, with the parameters that no single control has. */
function controlsOf(catalogue: Loose): {
  readonly controls: readonly Placed[];
  readonly params: readonly Loose[];
} {
  const controls: Placed[] = [];
  const params: Loose[] = [...asObjects(catalogue.params)];
  const walk = (object: Loose, above: readonly string[], depth: number): void => {
    if (depth > MAX_DEPTH) return;
    for (const group of asObjects(object.groups)) {
      params.push(...asObjects(group.params));
      walk(group, above, depth + 1);
    }
    for (const control of asObjects(object.controls)) {
      const { controls: _, ...own } = control;
      const id = asText(control.id);
      if (id === null || controls.length > MAX_CONTROLS) continue;
      const token = toControlToken(id);
      controls.push({ token, above, control: own });
      walk(control, [...above, token], depth + 1);
    }
  };
  walk(catalogue, [], 0);
  return { controls, params };
}

function altering(
  controls: readonly Loose[],
  alters: readonly Loose[],
  problems: Problem[],
): readonly Loose[] {
  const byControl = Map.groupBy(alters, (alter) => toControlToken(asText(alter['control-id']) ?? ''));
  const met = new Set<string>();
  const altered = controls.map((control) => {
    const token = toControlToken(asText(control.id) ?? '');
    met.add(token);
    return (byControl.get(token) ?? []).reduce(
      (now, alter) =>
        alterControl(now, alter, (what, why) =>
          problems.push({ place: `${fromControlToken(token)} (${what})`, why }),
        ),
      control,
    );
  });
  for (const token of byControl.keys())
    if (!met.has(token))
      problems.push({ place: fromControlToken(token), why: 'the profile changes it and does not choose it' });
  return altered;
}

/** Parameters as the profile sets them, wherever they are defined. */
function withParameters(
  controls: readonly Loose[],
  params: readonly Loose[],
  settings: readonly Loose[],
  problems: Problem[],
): { readonly controls: readonly Loose[]; readonly params: readonly Loose[] } {
  const byParam = new Map(settings.map((setting) => [asText(setting['param-id']) ?? '', setting]));
  const met = new Set<string>();
  const set = (param: Loose): Loose => {
    const id = asText(param.id) ?? '';
    const setting = byParam.get(id);
    if (!setting) return param;
    met.add(id);
    const { 'param-id': _, ...members } = setting;
    return { ...param, ...members };
  };
  const done = {
    controls: controls.map((control) =>
      control.params === undefined ? control : { ...control, params: asObjects(control.params).map(set) },
    ),
    params: params.map(set),
  };
  for (const id of byParam.keys())
    if (!met.has(id))
      problems.push({
        place: id,
        why: 'the profile sets this parameter, and no control that it chooses has it',
      });
  return done;
}
