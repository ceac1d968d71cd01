/** The texts of the screen of interpreted events. */
import * as en from '@/i18n/en-interpreting';
import * as id from '@/i18n/id-interpreting';
import { screenTexts } from '@/i18n/screen-texts';

export const useInterpretingTexts = screenTexts(en, id);
export type InterpretingTexts = ReturnType<typeof useInterpretingTexts>;
