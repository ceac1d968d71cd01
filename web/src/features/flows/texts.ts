/** The texts of the screen of kinds of orders. */
import * as en from '@/i18n/en-flows';
import * as id from '@/i18n/id-flows';
import { screenTexts } from '@/i18n/screen-texts';

export const useFlowsTexts = screenTexts(en, id);
export type FlowsTexts = ReturnType<typeof useFlowsTexts>;
