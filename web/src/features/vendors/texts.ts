/** The texts of the list of vendors. */
import * as en from '@/i18n/en-catalog';
import * as id from '@/i18n/id-catalog';
import { screenTexts } from '@/i18n/screen-texts';

export const useVendorsTexts = screenTexts({ vendors: en.vendors }, { vendors: id.vendors });
