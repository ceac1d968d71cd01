import { describe, expect, it, vi } from 'vitest';
import { loadScreen } from '@/app/load-screen';

const gone = new TypeError('Failed to fetch dynamically imported module');

function surroundings(answers: boolean, reloaded = false) {
  const kept = new Map(reloaded ? [['orderbell.reloaded', '1']] : []);
  const memory = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return { answers: () => Promise.resolve(answers), reload: vi.fn(), memory, kept };
}

describe('loading a screen', () => {
  it('loads the page anew, once, when the server answers and the file is gone', async () => {
    const around = surroundings(true);
    const load = vi.fn(() => Promise.reject(gone));
    void loadScreen(load, around);
    await vi.waitFor(() => expect(around.reload).toHaveBeenCalledTimes(1));
    expect(load).toHaveBeenCalledTimes(2);
    await expect(loadScreen(load, around)).rejects.toBe(gone);
    expect(around.reload).toHaveBeenCalledTimes(1);
  });

  it('leaves the page alone while the server does not answer', async () => {
    const around = surroundings(false);
    await expect(loadScreen(() => Promise.reject(gone), around)).rejects.toBe(gone);
    expect(around.reload).not.toHaveBeenCalled();
  });

  it('gets over a line that was cut for a moment', async () => {
    const around = surroundings(true);
    const load = vi.fn(() => Promise.resolve('screen')).mockRejectedValueOnce(gone);
    await expect(loadScreen(load, around)).resolves.toBe('screen');
    expect(around.reload).not.toHaveBeenCalled();
  });

  it('may load the page anew again after a screen was found', async () => {
    const around = surroundings(true, true);
    await loadScreen(() => Promise.resolve('screen'), around);
    expect(around.kept.size).toBe(0);
  });
});
