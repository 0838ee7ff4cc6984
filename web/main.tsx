import { createRoot } from 'react-dom/client';
import { App } from './App';
import { client } from './client';
import { preload } from './pages';
import './style.css';

// Not awaited at the top level: the page's script imports this one, and would wait for it in turn.
void preload(client, window.location).finally(() => createRoot(document.getElementById('root')!).render(<App />));
