/** The texts of the screen of sources. */
import * as en from '@/i18n/en-sources';
import * as id from '@/i18n/id-sources';
import { screenTexts } from '@/i18n/screen-texts';

export const useSourcesTexts = screenTexts(en, id);
