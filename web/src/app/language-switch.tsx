/** Both languages, always in sight. */
import { type Locale, LOCALES, useLocale } from '@/i18n/locale';

const NAMES: Readonly<Record<Locale, string>> = { id: 'Bahasa Indonesia', en: 'English' };

export function LanguageSwitch({ className = '' }: { className?: string }) {
  const { locale, t, choose } = useLocale();
  return (
    <div role="group" aria-label={t.language} className={`flex ${className}`}>
      {LOCALES.map((value) => (
        <button
          key={value}
          type="button"
          lang={value}
          aria-label={NAMES[value]}
          aria-pressed={value === locale}
          onClick={() => choose(value)}
          className="size-11 rounded-lg text-sm font-medium text-muted hover:bg-sunken aria-pressed:font-semibold aria-pressed:text-ink"
        >
          <span className="border-b-2 border-transparent pb-0.5 in-aria-pressed:border-pine">{value.toUpperCase()}</span>
        </button>
      ))}
    </div>
  );
}
