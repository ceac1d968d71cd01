// Pusher's server SDKs for Node and Python behind the same few methods, each by its own code.
import { execFileSync, spawn } from 'node:child_process';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import PusherServer from 'pusher';

const MASTER_KEY = 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=';
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export function nodeSdk(server) {
  const sdk = new PusherServer({
    appId: server.appId,
    key: server.key,
    secret: server.secret,
    host: server.host,
    port: String(server.port),
    useTLS: false,
    encryptionMasterKeyBase64: MASTER_KEY,
  });
  const json = async (response) => (await response).json();
  const info = (attributes) => (attributes.length ? { info: attributes.join(',') } : {});
  return {
    name: 'npm',
    sdk,
    authorize: (socketId, channel, member) => sdk.authorizeChannel(socketId, channel, member),
    authenticateUser: (socketId, user) => sdk.authenticateUser(socketId, user),
    trigger: (channels, event, data, socketId) => json(sdk.trigger(channels, event, data, socketId && { socket_id: socketId })),
    triggerBatch: (batch) => json(sdk.triggerBatch(batch)),
    sendToUser: (user, event, data) => json(sdk.sendToUser(user, event, data)),
    terminate: (user) => json(sdk.terminateUserConnections(user)),
    channels: (prefix, attributes) => json(sdk.get({ path: '/channels', params: { filter_by_prefix: prefix, ...info(attributes) } })),
    channel: (name, attributes) => json(sdk.get({ path: `/channels/${name}`, params: info(attributes) })),
    users: (name) => json(sdk.get({ path: `/channels/${name}/users` })),
    stop: async () => {},
  };
}

/** The SDK runs in a Python process, which is asked line by line. */
export async function pythonSdk(server) {
  const python = execFileSync(here('../python-env'), ['sdk', here('requirements.txt')], { encoding: 'utf8' }).trim();
  const child = spawn(python, [here('python_sdk.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map();
  let last = 0;
  readline.createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, error, result } = JSON.parse(line);
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error));
    else resolve(result);
  });
  const call = (method, ...args) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.stdin.write(`${JSON.stringify({ id: last, method, args })}\n`);
    });
  const { appId, key, secret, host, port } = server;
  await call('connect', { app_id: appId, key, secret, host, port, ssl: false, encryption_master_key_base64: MASTER_KEY });
  return {
    name: 'PyPI',
    authorize: (socketId, channel, member) => call('authenticate', channel, socketId, member ?? null),
    authenticateUser: (socketId, user) => call('authenticate_user', socketId, user),
    trigger: (channels, event, data, socketId) => call('trigger', channels, event, data, socketId ?? null),
    triggerBatch: (batch) => call('trigger_batch', batch),
    sendToUser: (user, event, data) => call('send_to_user', user, event, data),
    terminate: (user) => call('terminate_user_connections', user),
    channels: (prefix, attributes) => call('channels_info', prefix, attributes),
    channel: (name, attributes) => call('channel_info', name, attributes),
    users: (name) => call('users_info', name),
    validateWebhook: (key, signature, body) => call('validate_webhook', key, signature, body),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
    },
  };
}
