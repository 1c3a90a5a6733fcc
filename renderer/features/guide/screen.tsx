import { getRouteApi } from '@tanstack/react-router';
import { Reading } from '../../components/reading/reading.tsx';
import styles from './guide.module.css';
import { GUIDE_PAGES } from './pages.ts';

const route = getRouteApi('/guide/{-$page}');

/** The guide of docs/, as it was when the program was built. */
export function GuideScreen() {
  const { page: id } = route.useParams();
  const page = GUIDE_PAGES.find((entry) => entry.id === id) ?? GUIDE_PAGES[0];
  if (!page) return null;
  return (
    <Reading label="Guide" to="/guide/{-$page}" pages={GUIDE_PAGES} current={page}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own pages, made into HTML when the program is built. */}
      <div key={page.id} className={styles.page} dangerouslySetInnerHTML={{ __html: page.html }} />
    </Reading>
  );
}
