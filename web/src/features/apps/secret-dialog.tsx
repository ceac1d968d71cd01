/** A key with its secret and the lines to paste, for the moment in which they are handed over. */
import type { AppSecret } from '@/api/model';
import { useAppsTexts } from '@/features/apps/texts';
import { Button } from '@/ui/button';
import { Copyable } from '@/ui/copyable';
import { Dialog } from '@/ui/dialog';

interface Props {
  title: string;
  lead: string;
  secret: AppSecret;
  /** Of a new app: the link for its owner. */
  setupLink?: string;
  onClose: () => void;
}

export function SecretDialog({ title, lead, secret, setupLink, onClose }: Props) {
  const t = useAppsTexts();
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="space-y-4">
        <p>{lead}</p>
        {setupLink && <Copyable label={t.apps.setupLink} text={setupLink} />}
        <Copyable label={t.apps.env} text={secret.env.trim()} />
        <div className="flex justify-end">
          <Button tone="primary" onClick={onClose}>
            {t.common.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
