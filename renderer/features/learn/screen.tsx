import { getRouteApi } from '@tanstack/react-router';
import { Suspense } from 'react';
import { Reading } from '../../components/reading/reading.tsx';
import { LEARN_PAGES } from './pages.ts';

const route = getRouteApi('/learn/{-$page}');

/** The model, explained to whoever is new to it. */
export function LearnScreen() {
  const { page: id } = route.useParams();
  const { model } = route.useSearch();
  const page = LEARN_PAGES.find((entry) => entry.id === id) ?? LEARN_PAGES[0];
  if (!page) return null;
  const { Content } = page;
  return (
    <Reading label="Learn" to="/learn/{-$page}" pages={LEARN_PAGES} current={page} lead={page.lead}>
      <Suspense fallback={<p role="status">Reading the catalogue</p>}>
        <Content model={model} />
      </Suspense>
    </Reading>
  );
}
