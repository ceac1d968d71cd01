/** The URL of a source and the secret that was made for it, for the one moment in which they are shown. */
import type { SourceSecrets } from '@/api/model';
import { useSourcesTexts } from '@/features/sources/texts';
import { Button } from '@/ui/button';
import { Copyable } from '@/ui/copyable';
import { Dialog } from '@/ui/dialog';

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
