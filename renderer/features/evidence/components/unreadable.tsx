import { Notice } from '../../../components/notice/notice.tsx';

/** Said where a file cannot be shown; it can still be saved. */
export const Unreadable = () => (
  <Notice tone="warn">This file cannot be shown here. Save a copy to look at it.</Notice>
);
