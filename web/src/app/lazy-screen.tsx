/** A screen whose code comes when it is opened: while it comes, and when it does not. */
import { useQuery } from '@tanstack/react-query';
import type { Session } from '@/api/model';
import { loadScreen } from '@/app/load-screen';
import { SCREENS, type ScreenName } from '@/app/screens';
import { useTexts } from '@/i18n/locale';
import { Failure } from '@/ui/failure';

export function LazyScreen({ name, session }: { name: ScreenName; session: Session }) {
  const t = useTexts();
  const code = useQuery({
    queryKey: ['screen', name],
    queryFn: async () => {
      const screen = SCREENS.find((candidate) => candidate.name === name);
      if (!screen) throw new Error(`no screen is called ${name}`);
      return { Content: await loadScreen(screen.load) };
    },
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
    structuralSharing: false,
    networkMode: 'always',
  });
  if (code.data) return <code.data.Content session={session} />;
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">{t.pages[name]}</h1>
      {code.isFetching ? (
        <p role="status" className="text-muted">
          {t.common.loading}
        </p>
      ) : (
        <Failure message={t.errors.unreachable} onRetry={() => void code.refetch()} />
      )}
    </>
  );
}
