/** Counts a product: what is left now, or what came in or went. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { reportStock } from '@/api/calls';
import type { Product } from '@/api/model';
import { Problem } from '@/api/problem';
import { useFieldTexts } from '@/failures/field-texts';
import { useProductsTexts } from '@/features/products/texts';
import { isolate } from '@/i18n/isolate';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { Refusal, useRefusalFocus } from '@/ui/refusal';
import { Segments } from '@/ui/segments';

interface Props {
  product: Product;
  onClose: () => void;
  onSaved: () => void;
}

type Way = 'set' | 'change';

export function StockForm({ product, onClose, onSaved }: Props) {
  const t = useProductsTexts();
  const [way, setWay] = useState<Way>('set');
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const value = /^[-+]?\d{1,10}$/.test(number.trim()) ? Number(number) : null;
  const saving = useMutation({
    // A repetition after a lost answer must not count twice, so each wish has a key of its own.
    mutationFn: ({ amount, key }: { amount: number; key: string }) => reportStock(product.sku, { [way]: amount, ...(reason.trim() && { reason: reason.trim() }) }, key),
    retry: (failures, error) => failures < 2 && !(error instanceof Problem),
    onSuccess: onSaved,
    networkMode: 'always',
  });
  const { form, refuse } = useRefusalFocus(saving.error);
  const fields = useFieldTexts(saving.error);
  const refused = saving.error instanceof Problem ? (fields.stock ?? fields.set ?? (saving.error.code === 'stock_unknown' ? t.products.countFirst : saving.error.message)) : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (value !== null) saving.mutate({ amount: value, key: crypto.randomUUID() });
    else refuse();
  };
  return (
    <Dialog title={isolate(product.name)} onClose={onClose}>
      <form ref={form} onSubmit={submit} className="space-y-4" noValidate>
        <p className="text-muted">{product.stock == null ? t.products.uncounted : t.products.left(product.stock)}</p>
        <Segments
          label={t.products.count}
          value={way}
          onChange={(next: Way) => {
            setWay(next);
            saving.reset();
          }}
          options={[
            { value: 'set', text: t.products.set },
            { value: 'change', text: t.products.change },
          ]}
        />
        <TextField
          label={way === 'set' ? t.products.setLabel : t.products.changeLabel}
          hint={way === 'set' ? undefined : t.products.changeHint}
          inputMode={way === 'set' ? 'numeric' : 'text'}
          autoComplete="off"
          autoFocus
          error={refused ?? (tried && value === null ? t.products.wholeNumber : null)}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
        <TextField label={t.products.reason} hint={t.products.reasonHint} autoComplete="off" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        {saving.error && !refused && <Refusal>{t.errors.unreachable}</Refusal>}
        <div className="flex justify-end gap-2">
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
