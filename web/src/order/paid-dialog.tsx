/**
 * How the money came, and how much of it. Cash for all that is owed is what it mostly is, so that is chosen already and
 * Enter is enough.
 */
import { type FormEvent, useState } from 'react';
import type { Order } from '@/api/model';
import { readAmount, writeAmount } from '@/order/amount';
import { DialogButtons } from '@/order/action-dialogs';
import type { ActionRequest } from '@/order/use-order-action';
import { formatMoney } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { useRefusalFocus } from '@/ui/refusal';

/** The methods that have a word in every language, the most common one first. */
const METHODS = ['cash', 'transfer', 'qris', 'card', 'other'] as const;

/** Longest number of a receipt that the server takes. */
const RECEIPT_LENGTH = 120;

interface Props {
  order: Order;
  onClose: () => void;
  onSubmit: (request: ActionRequest) => void;
}

export function PaidDialog({ order, onClose, onSubmit }: Props) {
  const { locale, t } = useLocale();
  // What is owed as it was when the question was asked: a field must not change under somebody's fingers.
  const [asked] = useState({ due: Math.max(0, order.total - order.paid), version: order.version });
  const [method, setMethod] = useState<string>(METHODS[0]);
  const [text, setText] = useState(writeAmount(asked.due, order.currency));
  const [receipt, setReceipt] = useState('');
  const [tried, setTried] = useState(false);
  const due = formatMoney(asked.due, order.currency, locale);
  const amount = readAmount(text, order.currency);
  const wrong = amount === null || amount > asked.due || (amount === 0 && asked.due > 0);
  const part = !wrong && amount < asked.due;
  const { form, refuse } = useRefusalFocus(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong) {
      refuse();
      return;
    }
    const body = { method, ...(receipt.trim() && { receipt: receipt.trim() }) };
    // All that is owed can be paid only once; of a part the server has to know that it is still the same part.
    if (part) onSubmit({ action: 'mark-paid', body: { ...body, amount: { amount, currency: order.currency } }, version: asked.version });
    else onSubmit({ action: 'mark-paid', body });
  };
  return (
    <Dialog title={t.paid.title(order.code)} onClose={onClose}>
      <form ref={form} onSubmit={submit} className="space-y-4" noValidate>
        <fieldset>
          <legend className="mb-1.5 font-medium">{t.paid.how}</legend>
          <div className="grid grid-cols-2 gap-2">
            {METHODS.map((name) => (
              <label key={name} className="flex min-h-11 items-center gap-3 rounded-lg border border-edge/60 px-3 has-checked:border-pine has-checked:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-offset-2">
                <input type="radio" name="method" value={name} checked={method === name} className="size-5 shrink-0 accent-pine" onChange={() => setMethod(name)} />
                {t.paid.methods[name]}
              </label>
            ))}
          </div>
        </fieldset>
        <TextField
          label={t.paid.amount(order.currency)}
          hint={part ? t.paid.deposit(formatMoney(asked.due - amount, order.currency, locale)) : t.paid.owed(due)}
          error={tried && wrong ? t.paid.amountWrong(due) : null}
          value={text}
          inputMode="decimal"
          maxLength={20}
          onChange={(event) => setText(event.target.value)}
        />
        <TextField label={t.paid.receipt} hint={t.action.optional} value={receipt} maxLength={RECEIPT_LENGTH} onChange={(event) => setReceipt(event.target.value)} />
        <DialogButtons submit={part ? t.paid.noteDeposit : t.action['mark-paid']} tone="primary" onClose={onClose} />
      </form>
    </Dialog>
  );
}
