/** In place of what could not be read: why, and the way to try again. */
import { useTexts } from '@/i18n/locale';
import { Button } from '@/ui/button';

export function Failure({ message, onRetry }: { message: string; onRetry: () => void }) {
  const t = useTexts();
  return (
    <div role="alert" className="rounded-2xl border border-line bg-surface p-5">
      <p className="font-medium text-red">{message}</p>
      <Button className="mt-3" onClick={onRetry}>
        {t.common.retry}
      </Button>
    </div>
  );
}
