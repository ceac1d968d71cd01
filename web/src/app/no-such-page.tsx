/** What an address shows that means nothing, or a screen that is not for whoever is signed in. */
import { useTexts } from '@/i18n/locale';
import { linkTo } from '@/ui/address';

export function NoSuchPage() {
  const t = useTexts();
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">{t.shell.noPage}</h1>
      <p className="text-muted">{t.shell.noPageText}</p>
      <a {...linkTo('/')} className="inline-flex min-h-11 items-center font-medium underline underline-offset-4">
        {t.shell.toLive}
      </a>
    </>
  );
}
