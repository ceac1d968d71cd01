/** The URL of a source and the secret that was made for it, for the one moment in which they are shown. */
import type { SourceSecrets } from '@/api/model';
import { useSourcesTexts } from '@/features/sources/texts';
import { Button } from '@/ui/button';
import { copyText } from '@/ui/copy-text';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';

export function SourceUrl({ made, onClose }: { made: SourceSecrets; onClose: () => void }) {
  const t = useSourcesTexts();
  return (
    <Dialog title={t.sources.readyTitle(made.source.name)} onClose={onClose}>
      <div className="space-y-4">
        <p className="font-medium">{t.sources.once}</p>
        {made.url && <Copyable label={t.sources.url} text={made.url} />}
        {made.secret && <Copyable label={t.sources.secret} text={made.secret} />}
        <div>
          <h3 className="font-medium">{t.sources.whatNow}</h3>
          <ol className="mt-1 list-decimal space-y-1 ps-5">
            {t.sources.steps[made.source.provider].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
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
  const t = useSourcesTexts();
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
      <pre tabIndex={0} aria-label={label} role="group" className="overflow-auto rounded-lg bg-sunken p-3 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
    </div>
  );
}
