/** The texts of the list of all orders and of the page of one. */
import * as en from '@/i18n/en-orders';
import * as id from '@/i18n/id-orders';
import { screenTexts } from '@/i18n/screen-texts';

export const useOrdersTexts = screenTexts(en, id);
