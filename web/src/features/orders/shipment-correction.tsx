/** Puts right the courier or the number of an order that is on its way: people mistype them. */
import { useState } from 'react';
import type { Flow, Order } from '@/api/model';
import { ShipDialog } from '@/order/action-dialogs';
import { useOrderAction } from '@/order/use-order-action';
import { useTexts } from '@/i18n/locale';
import { Button } from '@/ui/button';

interface Props {
  order: Order;
  flow: Flow;
  words: 'own' | 'translated';
  onActed: () => void;
}

export function ShipmentCorrection({ order, flow, words, onActed }: Props) {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const mutation = useOrderAction(order, flow, words);
  return (
    <div className="mt-3">
      <Button aria-label={t.action.correctTitle(order.code)} disabled={mutation.isPending} onClick={() => setAsking(true)}>
        {t.action.correct}
      </Button>
      {asking && (
        <ShipDialog
          code={order.code}
          correct={order}
          onClose={() => setAsking(false)}
          onSubmit={(request) => {
            setAsking(false);
            mutation.mutate(request, { onSuccess: onActed });
          }}
        />
      )}
    </div>
  );
}
