/** The headers that are sent to a courier, such as a key. */
import { Plus } from 'lucide-react';
import type { HeaderRow } from '@/features/couriers/courier-draft';
import type { FieldProps } from '@/features/couriers/courier-form';
import { useCouriersTexts } from '@/features/couriers/texts';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { PasswordField } from '@/ui/password-field';

const MOST = 10;

export function HeaderRows({ draft, change, errorOf }: FieldProps) {
  const t = useCouriersTexts();
  const rows = draft.headers;
  const set = (row: HeaderRow, part: Partial<HeaderRow>) => change({ headers: rows.map((each) => (each === row ? { ...each, ...part } : each)) });
  return (
    <fieldset className="space-y-3">
      <legend className="font-medium">{t.couriers.headers}</legend>
      <p className="text-sm text-muted">{t.couriers.headersHint}</p>
      {rows.map((row, at) => (
        <div key={row.key} role="group" aria-label={t.couriers.headerNo(at + 1)} className="grid items-start gap-3 rounded-lg border border-line p-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]">
          {/* The value is kept under its name; a renamed header is another one. */}
          <TextField label={t.couriers.headerName} autoComplete="off" spellCheck={false} maxLength={100} readOnly={row.kept} error={errorOf(`header:${String(row.key)}`) ?? errorOf(`headers.${row.name.trim()}`)} value={row.name} onChange={(event) => set(row, { name: event.target.value })} />
          <PasswordField
            label={t.couriers.headerValue}
            hint={row.kept ? t.couriers.headerKeep : undefined}
            showText={t.common.show}
            hideText={t.common.hide}
            autoComplete="new-password"
            maxLength={2000}
            error={errorOf(`value:${String(row.key)}`)}
            value={row.value}
            onChange={(event) => set(row, { value: event.target.value })}
          />
          <Button tone="quiet" className="sm:mt-7" aria-label={`${t.common.remove}: ${t.couriers.headerNo(at + 1)}`} onClick={() => change({ headers: rows.filter((each) => each !== row) })}>
            {t.common.remove}
          </Button>
        </div>
      ))}
      {rows.length < MOST && (
        <Button icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => change({ headers: [...rows, { key: nextKey(rows), name: '', value: '', kept: false }] })}>
          {t.couriers.addHeader}
        </Button>
      )}
    </fieldset>
  );
}

/** A key that no row has, so that fields keep their focus when another row goes. */
export function nextKey(rows: readonly { key: number }[]): number {
  return Math.max(-1, ...rows.map((row) => row.key)) + 1;
}
