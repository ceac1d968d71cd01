/** Puts the page together: providers outside, the app inside. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/app';
import { CrashScreen } from '@/app/crash-screen';
import '@/app/styles.css';
import { LocaleProvider } from '@/i18n/locale';
import { AnnouncerProvider } from '@/ui/announcer';
import { applyTheme, storedTheme } from '@/ui/theme';
import { ToastProvider } from '@/ui/toast';

applyTheme(storedTheme());

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <LocaleProvider>
      <CrashScreen>
        <QueryClientProvider client={new QueryClient()}>
          <AnnouncerProvider>
            <ToastProvider>
              <App />
            </ToastProvider>
          </AnnouncerProvider>
        </QueryClientProvider>
      </CrashScreen>
    </LocaleProvider>
  </StrictMode>,
);
