/** Layouts, each template once: those of the frameworks are one, of which one stands for all. */
export const eachTemplate = <L extends { readonly id: string }>(layouts: readonly L[]): readonly L[] =>
  layouts.filter(({ id }) => !id.startsWith('framework:') || id === 'framework:soc2-tsc-2017');
