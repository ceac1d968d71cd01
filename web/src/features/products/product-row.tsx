/** One product of the list: what it is, what is left, and since when that is too little. */
import { TriangleAlert } from 'lucide-react';
import type { Product } from '@/api/model';
import { formatDateTime, formatMoney } from '@/i18n/format';
import { useProductsTexts } from '@/features/products/texts';
import { isolate } from '@/i18n/isolate';
import { useLocale } from '@/i18n/locale';
import { Button } from '@/ui/button';

interface Props {
  product: Product;
  /** Who sells it, for people. */
  vendor: string | null;
  timezone: string;
  onCount: () => void;
  /** `null` for those who only count. */
  onEdit: (() => void) | null;
}

export function ProductRow({ product, vendor, timezone, onCount, onEdit }: Props) {
  const { locale } = useLocale();
  const t = useProductsTexts();
  const price = product.price != null && product.currency ? formatMoney(product.price, product.currency, locale) : null;
  const facts = [product.sku, price, vendor && t.products.of(isolate(vendor))];
  return (
    <li aria-label={product.name} data-low={product.low || undefined} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line px-4 py-3 not-last:border-b">
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-semibold [overflow-wrap:anywhere]">
          <bdi>{product.name}</bdi>
        </p>
        <p className="text-sm text-muted [overflow-wrap:anywhere]">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="basis-40">
        <p className="tabular font-semibold">{product.stock == null ? <span className="font-normal text-muted">{t.products.uncounted}</span> : t.products.left(product.stock)}</p>
        {product.low ? (
          <p className="inline-flex items-center gap-1.5 rounded-md bg-(--closed-bg) px-2 py-0.5 text-sm font-semibold text-(--closed-fg)" title={product.low_since ? formatDateTime(product.low_since, timezone, locale) : undefined}>
            <TriangleAlert aria-hidden="true" className="size-4" />
            {t.products.low}
          </p>
        ) : (
          product.stock != null && <p className="text-sm text-muted">{t.products.lowBelow(product.low_at)}</p>
        )}
      </div>
      <div className="flex gap-2">
        <Button aria-label={`${t.products.count}: ${product.name}`} onClick={onCount}>
          {t.products.count}
        </Button>
        {onEdit && (
          <Button aria-label={`${t.products.edit}: ${product.name}`} onClick={onEdit}>
            {t.products.edit}
          </Button>
        )}
      </div>
    </li>
  );
}
