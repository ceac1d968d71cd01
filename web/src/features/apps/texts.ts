/** The texts of the screen of apps, keys and words. */
import * as en from '@/i18n/en-apps';
import * as id from '@/i18n/id-apps';
import { screenTexts } from '@/i18n/screen-texts';

export const useAppsTexts = screenTexts(en, id);
export type AppsTexts = ReturnType<typeof useAppsTexts>;
