import { Link, useNavigate } from '@tanstack/react-router';
import { IconButton } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { Kbd } from '../../components/kbd/kbd.tsx';
import { useAction, useRegistry, useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { useWorkbookId } from '../../host/context.tsx';
import { Mark } from '../mark.tsx';
import { SCREENS, type Screen } from './screens.ts';
import styles from './shell.module.css';
import { ThemeMenu } from './theme-menu.tsx';

/** Left rail: where one can go. */
export function Rail() {
  const registry = useRegistry();
  return (
    <nav className={styles.rail} aria-label="Screens">
      <Link to="/" className={styles.brand} title="Start screen">
        <Mark size={22} />
        Demarc
      </Link>
      <PresentKey />
      <ul className={styles.links}>
        {SCREENS.map((screen) => (
          <RailLink key={screen.id} screen={screen} />
        ))}
      </ul>
      <div className={styles.railFoot}>
        <ReadingLinks />
        <ThemeMenu />
        <IconButton
          icon="preferences"
          label="Preferences"
          onClick={() => registry.runCommand('preferences')}
        />
        <IconButton icon="keyboard" label="Show the keys" onClick={() => registry.runCommand('keys')} />
      </div>
    </nav>
  );
}

function RailLink({ screen }: { readonly screen: Screen }) {
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  useShortcut(
    screen.keys,
    `Go to ${screen.label}`,
    () => void navigate({ to: screen.to, params: { workbook } }),
    {
      group: 'Screens',
      command: `screen:${screen.id}`,
    },
  );
  return (
    <li>
      <Link
        to={screen.to}
        params={{ workbook }}
        className={styles.link}
        activeOptions={{ includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        <Icon name={screen.icon} />
        <span className={styles.linkText}>{screen.label}</span>
        <span className={styles.linkKeys} aria-hidden="true">
          <Kbd keys={screen.keys} />
        </span>
      </Link>
    </li>
  );
}

/** The pages on the model and on the program; they belong to no workbook. */
function ReadingLinks() {
  return (
    <>
      <Link to="/learn/{-$page}" className={styles.learn}>
        <Icon name="learn" />
        <span className={styles.linkText}>Learn</span>
      </Link>
      <Link to="/guide/{-$page}" className={styles.learn}>
        <Icon name="help" />
        <span className={styles.linkText}>Guide</span>
      </Link>
    </>
  );
}

/** The presenter view has no entry of its own in the rail: it hides the rail. */
function PresentKey() {
  const workbook = useWorkbookId();
  const navigate = useNavigate();
  useShortcut(
    'g p',
    'Present to the room',
    () => void navigate({ to: '/w/$workbook/present/{-$subject}', params: { workbook }, search: {} }),
    { group: 'Screens', command: 'presenter' },
  );
  return null;
}

/** Registers the way back to the start screen. */
export function useStartAction(): void {
  const navigate = useNavigate();
  useAction('Go to the start screen', () => void navigate({ to: '/' }), { group: 'Screens' });
}
