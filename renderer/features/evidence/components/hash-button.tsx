import { Icon } from '../../../components/icon/icon.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import styles from './register.module.css';

/** A SHA-256, shortened or whole; a click copies all of it. */
export function HashButton(props: {
  readonly sha256: string;
  readonly whole?: boolean;
  readonly tabIndex?: number;
}) {
  const toasts = useToasts();
  return (
    <button
      type="button"
      tabIndex={props.tabIndex}
      className={styles.hash}
      title={`Copy the SHA-256 ${props.sha256}`}
      onClick={() =>
        void navigator.clipboard.writeText(props.sha256).then(
          () => toasts.show({ text: 'SHA-256 copied' }),
          () =>
            toasts.show({
              tone: 'error',
              text: `Copying is not allowed here. The SHA-256 is ${props.sha256}`,
            }),
        )
      }
    >
      <code className={styles.hashText}>{props.whole ? props.sha256 : props.sha256.slice(0, 10)}</code>
      <Icon name="copy" size={14} />
    </button>
  );
}
