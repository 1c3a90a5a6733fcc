import { ACTION_OVERDUE } from './action-overdue.ts';
import * as answers from './answer-rules.ts';
import { EVIDENCE_EXPIRED, EVIDENCE_EXPIRING } from './evidence-dates.ts';
import { FAILED_FINDING } from './failed-finding.ts';
import { INHERITED_EVIDENCE_EXPIRED, NO_LONGER_INHERITED, OWN_PART_UNCONFIRMED } from './inherited.ts';
import { OWN_PART_OPEN } from './own-part.ts';
import { OWNED_DIFFERENTLY } from './owned-differently.ts';
import { PROVIDER_WITHOUT_EVIDENCE } from './provider-evidence.ts';
import { REVIEW_DUE } from './review-due.ts';
import { REVIEW_OVERDUE } from './review-overdue.ts';
import { CHANGED_SINCE_SIGNED, OWNER_NOT_ACKNOWLEDGED } from './review-rules.ts';
import { RISK_ENDED, RISK_INCOMPLETE } from './risk-acceptance.ts';
import type { GapRule } from './rule.ts';
import { SERVICE_LIFECYCLE } from './service-lifecycle.ts';
import { ACCEPTED_BY_AUTHOR, SIGNED_BY_ACCEPTOR, SIGNED_FOR_ANOTHER } from './two-eyes.ts';
import { UNANSWERED } from './unanswered.ts';

/** Every rule, as legends and filters list them; for gaps of one severity at one place, also their order. */
export const GAP_RULES: readonly GapRule[] = [
  answers.MISCONCEPTION,
  FAILED_FINDING,
  EVIDENCE_EXPIRED,
  RISK_ENDED,
  NO_LONGER_INHERITED,
  UNANSWERED,
  OWN_PART_OPEN,
  OWN_PART_UNCONFIRMED,
  answers.NO_NAMED_PERSON,
  answers.SHARED_WITHOUT_BOTH_TEXTS,
  answers.NOT_APPLICABLE_WITHOUT_REASON,
  answers.DEVIATES_WITHOUT_REASON,
  answers.IMPLEMENTED_WITHOUT_EVIDENCE,
  RISK_INCOMPLETE,
  OWNED_DIFFERENTLY,
  PROVIDER_WITHOUT_EVIDENCE,
  INHERITED_EVIDENCE_EXPIRED,
  SERVICE_LIFECYCLE,
  REVIEW_OVERDUE,
  REVIEW_DUE,
  ACTION_OVERDUE,
  ACCEPTED_BY_AUTHOR,
  SIGNED_BY_ACCEPTOR,
  SIGNED_FOR_ANOTHER,
  CHANGED_SINCE_SIGNED,
  EVIDENCE_EXPIRING,
  OWNER_NOT_ACKNOWLEDGED,
];
