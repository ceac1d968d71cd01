/** In place of what could not be read: why, and the way to try again. */
import { useOrdersTexts } from '@/features/orders/texts';
import { describeError } from '@/failures/describe-error';
import { Button } from '@/ui/button';

export function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useOrdersTexts();
  return (
    <div role="alert" className="rounded-2xl border border-line bg-surface p-5">
      <p className="font-medium text-red">{describeError(error, t)}</p>
      <Button className="mt-3" onClick={onRetry}>
        {t.common.retry}
      </Button>
    </div>
  );
}
