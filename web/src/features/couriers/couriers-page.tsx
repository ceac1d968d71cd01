/** Who is asked where parcels are. A courier that reports by itself is a source instead. For owners and admins. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { readCouriers } from '@/api/calls';
import { describeError } from '@/failures/describe-error';
import { CourierCard } from '@/features/couriers/courier-card';
import { CourierForm } from '@/features/couriers/courier-form';
import { useCouriersTexts } from '@/features/couriers/texts';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { NothingYet } from '@/ui/nothing-yet';

const COURIERS = ['couriers'] as const;

export function CouriersPage() {
  const t = useCouriersTexts();
  const client = useQueryClient();
  const list = useQuery({ queryKey: COURIERS, queryFn: readCouriers });
  const [editing, setEditing] = useState<number | 'new' | null>(null);
  const changed = () => {
    setEditing(null);
    void client.invalidateQueries({ queryKey: COURIERS });
  };
  const form = { onClose: () => setEditing(null), onSaved: changed };

  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-2xl font-semibold tracking-tight">{t.pages.couriers}</h1>
          <p className="mt-1 max-w-prose text-muted">{t.couriers.lead}</p>
        </div>
        {list.data && editing === null && (
          <Button tone="primary" icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => setEditing('new')}>
            {t.couriers.add}
          </Button>
        )}
      </div>
      {list.isError && <Failure message={describeError(list.error, t)} onRetry={() => void list.refetch()} />}
      {list.isPending && <p className="text-muted">{t.common.loading}</p>}
      {editing === 'new' && <CourierForm courier={null} {...form} />}
      {list.data?.length === 0 && editing === null && <NothingYet title={t.couriers.emptyTitle} text={t.couriers.emptyText} />}
      <ul className="space-y-4">
        {list.data?.map((courier) => (
          <li key={courier.id}>{editing === courier.id ? <CourierForm courier={courier} {...form} /> : <CourierCard courier={courier} onEdit={() => setEditing(courier.id)} onChanged={changed} />}</li>
        ))}
      </ul>
      <p className="max-w-prose text-sm text-muted">{t.couriers.push}</p>
    </>
  );
}
