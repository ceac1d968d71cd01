/** The texts of the screen of webhooks. */
import * as en from '@/i18n/en-webhooks';
import * as id from '@/i18n/id-webhooks';
import { screenTexts } from '@/i18n/screen-texts';

export const useWebhooksTexts = screenTexts(en, id);
