/** Says, after ten seconds without a line, from when the shown data is; the data stays usable. */
import { useState } from 'react';
import { formatTime } from '@/i18n/format';
import { useLocale } from '@/i18n/locale';
import { useConnection, useNow } from '@/realtime/use-live';

const PATIENCE_MS = 10_000;

export function LostBanner({ timezone }: { timezone: string }) {
  const { state, confirmedAt } = useConnection();
  const { locale, t } = useLocale();
  const { local } = useNow();
  const bad = state === 'lost' || state === 'offline';
  const [since, setSince] = useState<number | null>(null);
  if (bad !== (since !== null)) setSince(bad ? local : null);

  if (since === null || (confirmedAt !== null && local - since < PATIENCE_MS)) return null;
  return (
    <p className="border-t border-red/40 bg-red-wash px-4 py-3 text-center font-medium text-red">
      {confirmedAt === null ? t.connection.lostNoData : t.connection.lostBanner(formatTime(confirmedAt, timezone, locale, true))}
    </p>
  );
}
