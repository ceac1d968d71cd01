import { describe, expect, it, vi } from 'vitest';
import { Nudge, probeDelay } from '@/realtime/nudge';

describe('while the line is down', () => {
  it('reconnects as soon as the server answers, and then waits for the attempt', async () => {
    const reconnect = vi.fn();
    const healthy = vi.fn().mockResolvedValue(false);
    const nudge = new Nudge(reconnect, healthy);
    nudge.down(0);
    await nudge.tick(500);
    expect(healthy).not.toHaveBeenCalled();
    await nudge.tick(1_000);
    expect(reconnect).not.toHaveBeenCalled();
    healthy.mockResolvedValue(true);
    await nudge.tick(2_000);
    expect(reconnect).toHaveBeenCalledTimes(1);
    await nudge.tick(3_000);
    expect(reconnect).toHaveBeenCalledTimes(1);
    await nudge.tick(6_000);
    expect(reconnect).toHaveBeenCalledTimes(2);
    // The second attempt gets twice the time of the first.
    await nudge.tick(13_000);
    expect(reconnect).toHaveBeenCalledTimes(2);
    await nudge.tick(14_000);
    expect(reconnect).toHaveBeenCalledTimes(3);
  });

  it('asks nothing while the line is up, nor reconnects when it came up meanwhile', async () => {
    const reconnect = vi.fn();
    const nudge = new Nudge(reconnect, () => {
      nudge.up();
      return Promise.resolve(true);
    });
    nudge.down(0);
    await nudge.tick(1_000);
    await nudge.tick(60_000);
    expect(reconnect).not.toHaveBeenCalled();
  });

  it('lets the library try by itself for as long as it was told to', async () => {
    const healthy = vi.fn().mockResolvedValue(true);
    const nudge = new Nudge(vi.fn(), healthy);
    nudge.down(0, 5_000);
    await nudge.tick(4_900);
    expect(healthy).not.toHaveBeenCalled();
    await nudge.tick(5_000);
    expect(healthy).toHaveBeenCalledOnce();
  });

  it('asks less often the longer it lasts', () => {
    expect([probeDelay(0), probeDelay(90_000), probeDelay(900_000)]).toEqual([700, 3_000, 8_000]);
  });
});
