import type { OwnershipKey } from '../../../main/domain/duties/ownership.ts';
import styles from './ownership.module.css';

/** Class that gives an element the colours of an owner, as `--fill` and `--on-fill`. */
export const ownClass = (key: OwnershipKey): string => styles[key] ?? '';
