/** A text that is shown once and to be taken along: a secret, a URL, lines of a file. */
import { useLocale } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { copyText } from '@/ui/copy-text';
import { useToast } from '@/ui/toast';

export function Copyable({ label, text }: { label: string; text: string }) {
  const { t } = useLocale();
  const toast = useToast();
  const copy = async () => {
    if (await copyText(text)) toast(t.common.copied);
  };
  return (
    <div>
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium">{label}</h3>
        <Button tone="quiet" aria-label={`${t.common.copy}: ${label}`} onClick={() => void copy()}>
          {t.common.copy}
        </Button>
      </div>
      <pre
        tabIndex={0}
        aria-label={label}
        role="group"
        className="max-h-52 overflow-auto rounded-lg bg-sunken p-3 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        {text}
      </pre>
    </div>
  );
}
