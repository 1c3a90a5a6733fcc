import '../styles/tokens.css';
import '../styles/ownership.css';
import '../styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RoomPage } from './page.tsx';

const element = document.getElementById('root');
if (!element) throw new Error('The page has no element to be drawn in.');
createRoot(element).render(
  <StrictMode>
    <RoomPage />
  </StrictMode>,
);
