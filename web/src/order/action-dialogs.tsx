/** The questions that some actions ask first: why not, or with whom it was sent. */
import { type FormEvent, useState } from 'react';
import type { Order } from '@/api/model';
import type { ActionRequest } from '@/order/use-order-action';
import { useTexts } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { useRefusalFocus } from '@/ui/refusal';

interface Props {
  code: string;
  onClose: () => void;
  onSubmit: (request: ActionRequest) => void;
}

/** Longest reason that the server takes. */
const REASON_LENGTH = 200;

export function ReasonDialog({ code, action, onClose, onSubmit }: Props & { action: 'decline' | 'cancel' }) {
  const t = useTexts();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const { form, refuse } = useRefusalFocus(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing) refuse();
    else onSubmit({ action, body: { reason: reason.trim() } });
  };
  return (
    <Dialog title={action === 'decline' ? t.action.declineTitle(code) : t.action.cancelTitle(code)} onClose={onClose}>
      <form ref={form} onSubmit={submit} className="space-y-4" noValidate>
        <div className="flex flex-wrap gap-2">
          {t.action.reasons.map((text) => (
            <Button key={text} aria-pressed={reason === text} className="aria-pressed:border-pine aria-pressed:bg-sunken" onClick={() => setReason(text)}>
              {text}
            </Button>
          ))}
        </div>
        <TextField
          label={t.action.reason}
          hint={t.action.reasonHint}
          error={tried && missing ? t.common.required : null}
          value={reason}
          maxLength={REASON_LENGTH}
          onChange={(event) => setReason(event.target.value)}
        />
        <DialogButtons submit={t.action[action]} tone="danger" onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** Longest name of a courier and longest number that the server takes. */
const SHIPMENT_LENGTH = 60;

/** With whom it is sent; `correct` is the order whose courier or number was mistyped. */
export function ShipDialog({ code, correct, onClose, onSubmit }: Props & { correct?: Order }) {
  const t = useTexts();
  // What is noted now and which version of the order says so: what comes meanwhile must not be overwritten unseen.
  const [known] = useState({ courier: correct?.courier ?? '', tracking: correct?.tracking_no ?? '', version: correct?.version });
  const [courier, setCourier] = useState(known.courier);
  const [tracking, setTracking] = useState(known.tracking);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { ...(courier.trim() && { courier: courier.trim() }), ...(tracking.trim() && { tracking_no: tracking.trim() }) };
    if (known.version === undefined) onSubmit({ action: 'ship', body });
    else if (courier.trim() === known.courier && tracking.trim() === known.tracking) onClose();
    else onSubmit({ action: 'ship', body: { ...body, replace: true }, version: known.version });
  };
  return (
    <Dialog title={correct ? t.action.correctTitle(code) : t.action.shipTitle(code)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <TextField label={t.action.courier} hint={t.action.optional} value={courier} maxLength={SHIPMENT_LENGTH} onChange={(event) => setCourier(event.target.value)} />
        <TextField label={t.action.tracking} hint={t.action.optional} value={tracking} maxLength={SHIPMENT_LENGTH} onChange={(event) => setTracking(event.target.value)} />
        <DialogButtons submit={correct ? t.action.correct : t.action.ship} tone="primary" onClose={onClose} />
      </form>
    </Dialog>
  );
}

export function DialogButtons({ submit, tone, onClose }: { submit: string; tone: 'primary' | 'danger'; onClose: () => void }) {
  const t = useTexts();
  return (
    <div className="flex justify-end gap-2">
      <Button tone="quiet" onClick={onClose}>
        {t.common.cancel}
      </Button>
      <Button type="submit" tone={tone}>
        {submit}
      </Button>
    </div>
  );
}
