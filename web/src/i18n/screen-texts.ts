/**
 * Texts that only one screen needs. They are loaded with that screen, because whoever watches the live page should not wait
 * for the words of settings that they may never open. Must not be imported by what the live page shows at once.
 */
import type { Texts } from '@/i18n/en';
import { en as common } from '@/i18n/en';
import { id as commonId } from '@/i18n/id';
import { useLocale } from '@/i18n/locale';

/** A hook that reads the common texts and those of one screen, in the current language. */
export function screenTexts<T extends object>(en: NoInfer<T>, id: T): () => Texts & T {
  const texts = { en: { ...common, ...en }, id: { ...commonId, ...id } };
  return function useScreenTexts() {
    return texts[useLocale().locale];
  };
}
