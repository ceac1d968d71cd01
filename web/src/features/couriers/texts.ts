/** The texts of the screen of couriers. */
import * as en from '@/i18n/en-couriers';
import * as id from '@/i18n/id-couriers';
import { screenTexts } from '@/i18n/screen-texts';

export const useCouriersTexts = screenTexts(en, id);
