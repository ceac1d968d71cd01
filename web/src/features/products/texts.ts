/** The texts of the list of products. */
import * as en from '@/i18n/en-catalog';
import * as id from '@/i18n/id-catalog';
import { screenTexts } from '@/i18n/screen-texts';

export const useProductsTexts = screenTexts({ products: en.products }, { products: id.products });
