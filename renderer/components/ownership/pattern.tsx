import { useId } from 'react';
import { OWNERSHIP_STYLES, type OwnershipKey } from '../../../main/domain/duties/ownership.ts';
import { ownClass } from './own-class.ts';
import styles from './pattern.module.css';

type PatternName = (typeof OWNERSHIP_STYLES)[OwnershipKey]['pattern'];

function Marks({ pattern }: { readonly pattern: PatternName }) {
  switch (pattern) {
    case 'diagonal':
      return <path className={styles.mark} d="M-2 2 2-2M0 8 8 0M6 10l4-4" />;
    case 'dots':
      return <circle className={styles.dot} cx="4" cy="4" r="1.1" />;
    case 'grid':
      return <path className={styles.mark} d="M0 4h8M4 0v8" />;
    case 'vertical':
      return <path className={styles.mark} d="M4 0v8" />;
    case 'cross':
      return <path className={styles.mark} d="M0 0l8 8M8 0 0 8" />;
    case 'solid':
    case 'none':
      return null;
  }
}

/** The fills of one drawing: `<defs>` content, ids being unique in the page by their prefix. */
export function PatternDefs(props: { readonly prefix: string; readonly keys: readonly OwnershipKey[] }) {
  return props.keys.map((key) => (
    <pattern
      key={key}
      id={patternId(props.prefix, key)}
      width="8"
      height="8"
      patternUnits="userSpaceOnUse"
      className={ownClass(key)}
    >
      <rect className={styles.fill} width="8" height="8" />
      <Marks pattern={OWNERSHIP_STYLES[key].pattern} />
    </pattern>
  ));
}
export const patternId = (prefix: string, key: OwnershipKey): string => `${prefix}-${key}`;

/** Colour, pattern and letter of one owner, for legends. */
export function PatternSwatch(props: { readonly owner: OwnershipKey }) {
  const prefix = useId();
  return (
    <svg className={styles.swatch} width="26" height="18" aria-hidden="true" focusable="false">
      <defs>
        <PatternDefs prefix={prefix} keys={[props.owner]} />
      </defs>
      <rect width="26" height="18" rx="3" fill={`url(#${patternId(prefix, props.owner)})`} />
      <rect x="0.5" y="0.5" width="25" height="17" rx="2.5" className={styles.edge} />
      <g className={ownClass(props.owner)}>
        <rect x="7" y="2.5" width="12" height="13" rx="2" className={styles.fill} />
        <text x="13" y="9" className={styles.letter}>
          {OWNERSHIP_STYLES[props.owner].letter}
        </text>
      </g>
    </svg>
  );
}
