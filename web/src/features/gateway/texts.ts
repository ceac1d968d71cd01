/** The texts of the screen of the payment gateway. */
import * as en from '@/i18n/en-gateway';
import * as id from '@/i18n/id-gateway';
import { screenTexts } from '@/i18n/screen-texts';

export const useGatewayTexts = screenTexts(en, id);
export type GatewayTexts = ReturnType<typeof useGatewayTexts>;
