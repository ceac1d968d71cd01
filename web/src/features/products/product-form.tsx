/** Makes or changes a product. What the server does not like is shown beside the field that it is about. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeProduct, createProduct, deleteProduct } from '@/api/calls';
import type { Product } from '@/api/model';
import { Problem } from '@/api/problem';
import { useFieldTexts } from '@/failures/field-texts';
import { useProductsTexts } from '@/features/products/texts';
import { readAmount, writeAmount } from '@/order/amount';
import { useVendors } from '@/order/vendors';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SelectField, TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';

interface Props {
  /** `null` for a new one. */
  product: Product | null;
  /** Of prices that are entered here; a product keeps the one that it has. */
  currency: string;
  /** Whether the reader sees the products of several vendors; a vendor's staff sell for themselves. */
  vendors: boolean;
  onClose: () => void;
  onSaved: () => void;
}

export function ProductForm({ product, currency: usual, vendors: several, onClose, onSaved }: Props) {
  const t = useProductsTexts();
  const [sku, setSku] = useState('');
  const [name, setName] = useState(product?.name ?? '');
  const currency = product?.currency ?? usual;
  const [firstPrice] = useState(product?.price == null ? '' : writeAmount(product.price, currency));
  const [price, setPrice] = useState(firstPrice);
  const [vendor, setVendor] = useState(product?.vendor_id ?? '');
  const { known } = useVendors(several);
  const [stock, setStock] = useState('');
  const [lowAt, setLowAt] = useState(String(product?.low_at ?? 5));
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const saving = useMutation({
    mutationFn: () => {
      const amount = readAmount(price, currency);
      // What nobody touched is left as it is, whatever has become of it meanwhile.
      const told = {
        name,
        low_at: Number(lowAt),
        ...(price !== firstPrice && { price: amount === null ? null : { amount, currency } }),
        ...(vendor !== (product?.vendor_id ?? '') && { vendor_id: vendor || null }),
      };
      if (product) return changeProduct(product.sku, told);
      return createProduct({ ...told, sku, ...(stock.trim() && { stock: Number(stock) }) });
    },
    onSuccess: onSaved,
    networkMode: 'always',
  });
  const removing = useMutation({ mutationFn: () => deleteProduct(product?.sku ?? ''), onSuccess: onSaved, networkMode: 'always' });
  const error = saving.error ?? removing.error;
  const { form, refuse } = useRefusalFocus(error);
  const refused = useFieldTexts(error);
  const fields = { ...refused, ...wrong };
  const taken = error instanceof Problem && error.code === 'product_exists';
  const explained = taken || Object.keys(fields).length > 0;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing: Record<string, string> = {};
    if (!product && !sku.trim()) missing.sku = t.common.required;
    if (!name.trim()) missing.name = t.common.required;
    if (price.trim() && readAmount(price, currency) === null) missing.price = t.products.priceWrong;
    if (!/^\d{1,10}$/.test(lowAt.trim())) missing.low_at = t.products.wholeNumber;
    if (stock.trim() && !/^-?\d{1,10}$/.test(stock.trim())) missing.stock = t.products.wholeNumber;
    setWrong(missing);
    if (Object.keys(missing).length === 0) saving.mutate();
    else refuse();
  };
  return (
    <Dialog title={product ? t.products.editTitle : t.products.addTitle} onClose={onClose}>
      <form ref={form} onSubmit={submit} className="space-y-4" noValidate>
        {!product && <TextField label={t.products.sku} hint={t.products.skuHint} autoComplete="off" spellCheck={false} maxLength={64} error={fields.sku ?? (taken ? t.products.taken : null)} value={sku} onChange={(event) => setSku(event.target.value)} />}
        <TextField label={t.products.name} autoComplete="off" maxLength={120} error={fields.name} value={name} onChange={(event) => setName(event.target.value)} />
        {(known.length > 0 || vendor !== '') && several && (
          <SelectField label={t.feed.vendor} hint={t.products.vendorHint} error={fields.vendor_id} value={vendor} onChange={(event) => setVendor(event.target.value)}>
            <option value="">{t.products.noVendor}</option>
            {known.map(({ id, name: called }) => (
              <option key={id} value={id}>
                {called}
              </option>
            ))}
            {vendor !== '' && !known.some(({ id }) => id === vendor) && <option value={vendor}>{vendor}</option>}
          </SelectField>
        )}
        <TextField label={t.products.price(currency)} hint={t.products.priceHint} inputMode="decimal" autoComplete="off" maxLength={20} error={fields.price ?? fields['price.amount']} value={price} onChange={(event) => setPrice(event.target.value)} />
        {!product && <TextField label={t.products.stock} hint={t.products.stockHint} inputMode="numeric" autoComplete="off" error={fields.stock} value={stock} onChange={(event) => setStock(event.target.value)} />}
        <TextField label={t.products.lowAt} hint={t.products.lowAtHint} inputMode="numeric" autoComplete="off" error={fields.low_at} value={lowAt} onChange={(event) => setLowAt(event.target.value)} />
        {error && !explained && <Refusal>{error instanceof Problem ? error.message : t.errors.unreachable}</Refusal>}
        {asking && <p className="font-medium">{t.products.removeText}</p>}
        <div className="flex flex-wrap justify-end gap-2">
          {product && (
            <Button tone="danger" className="me-auto" disabled={removing.isPending} onClick={() => (asking ? removing.mutate() : setAsking(true))}>
              {asking ? t.products.removeSure : t.products.remove}
            </Button>
          )}
          <Button tone="quiet" onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button type="submit" tone="primary" disabled={saving.isPending}>
            {t.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
