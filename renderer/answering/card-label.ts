import type { Card } from '../../main/contract/assignments.ts';

/** What a reader calls the card, for "Not saved: ...". */
export const cardLabel = (card: Card): string => `${card.responsibility.name}, ${card.subject.label}`;
