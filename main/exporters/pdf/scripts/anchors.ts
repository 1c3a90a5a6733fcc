import type { EmbeddedFont } from '../raw-document.ts';

/**
 * Lets a mark stay where it is when a font has no place for it on a letter. fontkit takes for granted that there is one, and
 * ends with an error; the font means that the next of its rules is to be asked.
 */
export function attachWhereThereIsAnAnchor({ font }: EmbeddedFont): void {
  const positions = font._layoutEngine?.engine?.GPOSProcessor;
  if (!positions) return;
  const attach = positions.applyAnchor.bind(positions);
  const apply = positions.applyLookup.bind(positions);
  let missed = false;
  positions.applyAnchor = (mark, base, index) => {
    if (base && mark.markAnchor) attach(mark, base, index);
    else missed = true;
  };
  positions.applyLookup = (type, table) => {
    missed = false;
    const applied = apply(type, table);
    return applied && !missed;
  };
}
