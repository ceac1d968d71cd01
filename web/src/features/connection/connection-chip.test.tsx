import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ConnectionChip } from '@/features/connection/connection-chip';
import { frame, renderLive } from '@/testing/render';

it('says in words, and not by colour alone, how the connection is', async () => {
  const { live } = await renderLive(<ConnectionChip />, { locale: 'id' });
  expect(screen.getByTestId('connection').textContent).toBe('Koneksi: Langsung');
  expect(document.documentElement.dataset.connection).toBe('live');
  act(() => live.onLink('lost'));
  await frame();
  expect(screen.getByTestId('connection').textContent).toMatch(/^Koneksi: Menyambung ulang…data \d+ dtk lalu$/);
  expect(document.documentElement.dataset.connection).toBe('lost');
  await expect.poll(() => screen.getByTestId('polite').textContent, { timeout: 3_000 }).toBe('Koneksi terputus. Menyambung ulang.');
});
