import { type ReactNode, useState } from 'react';
import { Icon } from '../../components/icon/icon.tsx';
import { useToasts } from '../../components/toast/toasts.tsx';
import styles from './drop-target.module.css';

/** Takes files dropped anywhere on a card as evidence for the card in view. */
export function DropTarget(props: {
  readonly disabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}) {
  const [over, setOver] = useState(false);
  const toasts = useToasts();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its keyboard equal in the key E
    <div
      className={styles.drop}
      onDragOver={(event) => {
        if (props.disabled || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) setOver(false);
      }}
      onDrop={(event) => {
        if (props.disabled || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(false);
        const folder = [...event.dataTransfer.items].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
        if (folder)
          toasts.show({
            tone: 'error',
            text: 'Folders are not taken as evidence. Drop the files that lie in them.',
          });
        else props.onFiles([...event.dataTransfer.files]);
      }}
    >
      {props.children}
      {over && (
        <div className={styles.over}>
          <Icon name="evidence" size={28} />
          Drop to attach as evidence for this duty
        </div>
      )}
    </div>
  );
}
