import { useNavigate, useRouter } from '@tanstack/react-router';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Card, WalkSubject } from '../../main/contract/assignments.ts';
import { neighbourSubject } from '../components/ownership/walking.ts';
import { useWorkbookId } from '../host/context.tsx';
import { useDemarcData } from '../host/queries.ts';
import type { CardControl } from './card-control.ts';
import { useCard } from './use-card.ts';
import { type CardEvidence, useCardEvidence } from './use-card-evidence.ts';
import { useGoOn } from './use-go-on.ts';
import { useSaid } from './use-said.ts';

const SCREENS = {
  walk: '/w/$workbook/walk/{-$subject}',
  present: '/w/$workbook/present/{-$subject}',
} as const;

export interface CardScreenParts {
  readonly control: CardControl;
  readonly evidence: CardEvidence;
  readonly readOnly: boolean;
  /** What holds the card and its answers. */
  readonly root: RefObject<HTMLDivElement | null>;
  readonly article: RefObject<HTMLElement | null>;
  /** What `CardKeys` want of every such screen. */
  readonly keys: {
    readonly root: RefObject<HTMLDivElement | null>;
    readonly neighbour: (step: 1 | -1) => string | null;
    readonly onPickEvidence: () => void;
    readonly onAddLink: () => void;
  };
}

/** A card that has a screen to itself: its keys lead on by the address, and each new card takes the focus. */
export function useCardScreen(of: {
  readonly screen: keyof typeof SCREENS;
  /** The card that the address names; `card` is the one before it while it is read. */
  readonly wanted: string;
  readonly card: Card;
  readonly subjects: readonly WalkSubject[];
}): CardScreenParts {
  const { card } = of;
  const { ref } = card;
  const { readOnly } = useDemarcData('workbook.info', {});
  const [goOn] = useGoOn();
  const control = useSaid(
    useCard(of.wanted, card, {
      parties: useDemarcData('parties.list', {}),
      readOnly,
      goOn,
      places: card,
      ...useGoingByAddress(of.screen),
    }),
  );
  const evidence = useCardEvidence(control);
  const root = useRef<HTMLDivElement>(null);
  const article = useRef<HTMLElement>(null);
  // So that its keys work as soon as it is seen and its question is read aloud; but nobody is taken out of a search.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each card
  useLayoutEffect(() => {
    article.current?.closest('[data-scroller]')?.scrollTo({ top: 0 });
    if (!document.activeElement?.matches('input[type="search"]'))
      article.current?.focus({ preventScroll: true });
  }, [ref]);
  return {
    control,
    evidence,
    readOnly,
    root,
    article,
    keys: {
      root,
      neighbour: (step) => neighbourSubject(of.subjects, card.subject.ref, step),
      onPickEvidence: () => evidence.attachments.pick(ref),
      onAddLink: () => evidence.setLinking(true),
    },
  };
}

/** From card to card, and from service to service, by the address of a screen. */
function useGoingByAddress(screen: keyof typeof SCREENS) {
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  const router = useRouter();
  const to = SCREENS[screen];
  return {
    go: (target: string): boolean => {
      // The next screen may still be loading; what counts is where one is going.
      if (!router.latestLocation.pathname.startsWith(`/w/${workbook}/${screen}`)) return false;
      const slash = target.indexOf('/');
      void navigate({
        to,
        params: { workbook, subject: target.slice(0, slash) },
        search: { card: target.slice(slash + 1) },
      });
      return true;
    },
    goToSubject: (subject: string) => void navigate({ to, params: { workbook, subject }, search: {} }),
  };
}
