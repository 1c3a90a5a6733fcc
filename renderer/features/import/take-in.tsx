import { getRouteApi, Link } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import type { FileHandle } from '../../../main/contract/capabilities.ts';
import type { Incoming, IncomingKind } from '../../../main/contract/imports.ts';
import { buttonClass } from '../../components/button/button.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { ActionStates } from './action-states/action-states.tsx';
import { ControlTexts } from './control-texts/control-texts.tsx';
import { KnownFiles } from './known-files.tsx';
import { PackCheck } from './pack/pack-check.tsx';
import { ReturnedSheet } from './returned-sheet/returned-sheet.tsx';
import { VendorMatrix } from './vendor-matrix/vendor-matrix.tsx';

const route = getRouteApi('/w/$workbook/import');

interface Taking {
  readonly file: FileHandle;
  /** What else of its kind came with it. */
  readonly beside: readonly string[];
  readonly onDone: () => void;
}
/** The kinds that are looked through here. The others have a screen of their own. */
const VIEWS: Partial<Record<IncomingKind, ComponentType<Taking>>> = {
  'action-states': ActionStates,
  'control-texts': ControlTexts,
  pack: PackCheck,
  register: ReturnedSheet,
  'vendor-matrix': VendorMatrix,
};

/** What can be done with a file of this kind. */
export function TakeIn({ incoming, ...taking }: Taking & { readonly incoming: Incoming }) {
  const View = VIEWS[incoming.kind];
  if (View) return <View {...taking} />;
  return <Elsewhere kind={incoming.kind} handle={taking.file.handle} why={incoming.why} />;
}

function Elsewhere(props: { readonly kind: IncomingKind; readonly handle: string; readonly why: string }) {
  const params = route.useParams();
  const button = buttonClass('primary');
  switch (props.kind) {
    case 'workbook':
      return (
        <Next
          link={
            <Link
              to="/w/$workbook/compare"
              params={params}
              search={{ merge: props.handle }}
              className={button}
            >
              Merge it
            </Link>
          }
        >
          If it is a copy of this workbook, what differs is shown before anything is taken over.
        </Next>
      );
    case 'findings':
      return (
        <Next
          link={
            <Link
              to="/w/$workbook/evidence"
              params={params}
              search={{ findings: props.handle }}
              className={button}
            >
              Read the findings
            </Link>
          }
        >
          Findings are shown with the duties that they bear on before they become evidence.
        </Next>
      );
    case 'templates':
      return (
        <Next
          link={
            <Link
              to="/w/$workbook/services"
              params={params}
              search={{ found: props.handle }}
              className={button}
            >
              Find services in it
            </Link>
          }
        >
          The services in it are shown before they are added.
        </Next>
      );
    default:
      return (
        <Notice tone="warn" title="Nothing in this file can be taken in">
          <p>{props.why} It can still be attached as evidence. What can be given here:</p>
          <KnownFiles />
        </Notice>
      );
  }
}

const Next = (props: { readonly children: ReactNode; readonly link: ReactNode }) => (
  <Notice actions={props.link}>{props.children}</Notice>
);
