import { describe, expect, it, vi } from 'vitest';
import { Nudge, probeDelay } from '@/realtime/nudge';

describe('while the line is down', () => {
  it('reconnects as soon as the server answers, and then waits for the attempt', async () => {
    const reconnect = vi.fn();
    const healthy = vi.fn().mockResolvedValue(false);
    const nudge = new Nudge(reconnect, healthy);
    nudge.line(false, 0);
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
  });

  it('asks nothing while the line is up, nor reconnects when it came up meanwhile', async () => {
    const reconnect = vi.fn();
    const nudge = new Nudge(reconnect, () => {
      nudge.line(true, 1_000);
      return Promise.resolve(true);
    });
    nudge.line(false, 0);
    await nudge.tick(1_000);
    await nudge.tick(60_000);
    expect(reconnect).not.toHaveBeenCalled();
  });

  it('asks less often the longer it lasts', () => {
    expect([probeDelay(0), probeDelay(90_000), probeDelay(900_000)]).toEqual([700, 3_000, 8_000]);
  });
});
