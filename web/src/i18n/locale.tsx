/**
 * Which language the page speaks: the reader's own choice on this device, else the one of their
 * account, else the browser's, else Indonesian.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { en, type Texts } from '@/i18n/en';
import { id } from '@/i18n/id';

export type Locale = 'id' | 'en';
export const LOCALES: readonly Locale[] = ['id', 'en'];

const TEXTS: Readonly<Record<Locale, Texts>> = { id, en };
const STORED = 'orderbell.locale';

interface LocaleValue {
  locale: Locale;
  t: Texts;
  /** The reader chose a language: it is kept on this device. */
  choose: (locale: Locale) => void;
  /** Somebody signed in whose account has a language. */
  suggest: (locale: string | null | undefined) => void;
}

const LocaleContext = createContext<LocaleValue | null>(null);

function known(value: string | null | undefined): Locale | null {
  const language = value?.slice(0, 2).toLowerCase();
  return language === 'id' || language === 'en' ? language : null;
}

/** The first of the browser's languages that we speak. */
function browserLocale(): Locale {
  for (const language of navigator.languages) {
    const locale = known(language);
    if (locale) return locale;
  }
  return 'id';
}

export function LocaleProvider({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState(() => known(localStorage.getItem(STORED)));
  const [suggested, setSuggested] = useState<Locale | null>(null);
  const locale = chosen ?? suggested ?? browserLocale();

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  const value = useMemo<LocaleValue>(
    () => ({
      locale,
      t: TEXTS[locale],
      choose: (next) => {
        localStorage.setItem(STORED, next);
        setChosen(next);
      },
      suggest: (next) => setSuggested(known(next)),
    }),
    [locale],
  );
  return <LocaleContext value={value}>{children}</LocaleContext>;
}

export function useLocale(): LocaleValue {
  const value = useContext(LocaleContext);
  if (!value) throw new Error('texts are used outside the locale provider');
  return value;
}

/** The texts of the current language. */
export function useTexts(): Texts {
  return useLocale().t;
}
