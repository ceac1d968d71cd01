/** The texts of the screen of jobs. */
import * as en from '@/i18n/en-jobs';
import * as id from '@/i18n/id-jobs';
import { screenTexts } from '@/i18n/screen-texts';

export const useJobsTexts = screenTexts(en, id);
