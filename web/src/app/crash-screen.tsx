/** When a screen throws: says so instead of leaving a white page on a kitchen wall. */
import { Component, type ReactNode } from 'react';
import { useTexts } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { PlainPage } from '@/ui/plain-page';

export class CrashScreen extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const t = useTexts();
  return (
    <PlainPage title={t.errors.crashed} lead={t.errors.crashedHint}>
      <Button tone="primary" onClick={() => location.reload()}>
        {t.errors.reload}
      </Button>
    </PlainPage>
  );
}
