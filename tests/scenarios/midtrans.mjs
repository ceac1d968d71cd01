// The stand-in for Midtrans as a program of its own (crates/testkit), and what happens there: customers who pay or do not.
import { spawn } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import { binary, once } from '../sdk/server.mjs';

export const SERVER_KEY = 'SB-Mid-server-TESTKEY0001';

/** `environment` is the clock that it goes by. */
export async function startMidtrans(environment = {}) {
  const program = path.join(path.dirname(binary), 'midtrans-stand-in');
  const child = spawn(program, ['127.0.0.1:0', SERVER_KEY], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const url = await once('the address of the stand-in', (resolve) => readline.createInterface({ input: child.stdout }).once('line', resolve));
  async function control(method, what, body) {
    const response = await fetch(`${url}/stand-in/${what}`, { method, ...(body && { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`);
    return response.json();
  }
  return {
    url,
    /** Where it sends notifications from now on. */
    notify: (to) => control('POST', 'notify', { url: to }),
    /** The next notifications are lost on the way. */
    lose: (next) => control('POST', 'lose', { next }),
    /** The customer chooses on the page: `bca_va`, `qris`, … */
    choose: (reference, method) => control('POST', `payments/${reference}/choose`, { method }),
    /** What happens to a payment afterwards: `settle`, `deny`, `expire`, … */
    happen: (reference, what, details = {}) => control('POST', `payments/${reference}/${what}`, details),
    requests: () => control('GET', 'requests'),
    notifications: () => control('GET', 'notifications'),
    stop() {
      process.off('exit', kill);
      kill();
    },
  };
}
