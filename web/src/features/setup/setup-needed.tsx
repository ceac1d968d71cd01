/** Somebody opened the dashboard of a server that has no owner yet, without the link. */
import { useTexts } from '@/i18n/locale';
import { Button } from '@/ui/button';

export function SetupNeeded({ onCheck }: { onCheck: () => void }) {
  const t = useTexts();
  return (
    <div className="space-y-4">
      <p>{t.setup.neededText}</p>
      <p className="rounded-xl border border-line bg-sunken p-4 font-mono text-sm [overflow-wrap:anywhere]">{`${location.origin}/setup/…`}</p>
      <p className="text-muted">{t.setup.neededAgain}</p>
      <Button tone="primary" onClick={onCheck}>
        {t.setup.neededCheck}
      </Button>
    </div>
  );
}
