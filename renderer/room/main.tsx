import '../styles/tokens.css';
import '../styles/ownership.css';
import '../styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { takeCode } from './code.ts';
import { RoomPage } from './page.tsx';

const element = document.getElementById('root');
if (!element) throw new Error('The page has no element to be drawn in.');
const code = takeCode();
// A picture that is scanned again may bring its code to the page that is open.
addEventListener('hashchange', () => location.reload());
createRoot(element).render(
  <StrictMode>
    <RoomPage code={code} />
  </StrictMode>,
);
