/** A key with its secret and the lines to paste, for the moment in which they are handed over. */
import type { AppSecret } from '@/api/model';
import { useAppsTexts } from '@/features/apps/texts';
import { Button } from '@/ui/button';
import { copyText } from '@/ui/copy-text';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';

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

function Copyable({ label, text }: { label: string; text: string }) {
  const t = useAppsTexts();
  const toast = useToast();
  return (
    <div>
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium">{label}</h3>
        <Button
          tone="quiet"
          aria-label={`${t.common.copy}: ${label}`}
          onClick={() => {
            void copyText(text).then((copied) => {
              if (copied) toast(t.common.copied);
            });
          }}
        >
          {t.common.copy}
        </Button>
      </div>
      <pre tabIndex={0} aria-label={label} role="group" className="max-h-52 overflow-auto rounded-lg bg-sunken p-3 font-mono text-sm">
        {text}
      </pre>
    </div>
  );
}
