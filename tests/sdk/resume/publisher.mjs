// Triggers numbered events at a steady rate, and goes on doing so while the server dies and comes back.
import Pusher from 'pusher';

export class Publisher {
  /** Attempts whose answer came: these are in the log, whatever happens. */
  acknowledged = new Set();
  #next = 0;
  #timer = null;
  #pending = new Set();
  #failed = 0;
  #pusher;
  #channel;

  constructor(server, channel) {
    this.#channel = channel;
    this.#pusher = new Pusher({
      appId: server.appId,
      key: server.key,
      secret: server.secret,
      host: server.host,
      port: String(server.port),
      useTLS: false,
      timeout: 20_000,
    });
  }

  get failed() {
    return this.#failed;
  }

  start(perSecond) {
    const began = Date.now();
    let sent = 0;
    this.#timer = setInterval(() => {
      for (const due = ((Date.now() - began) / 1000) * perSecond; sent < due; sent += 1) this.#send();
    }, 5);
  }

  /** Resolves once every trigger was answered or has failed. */
  async stop() {
    clearInterval(this.#timer);
    await Promise.all(this.#pending);
  }

  /** One after the other, as fast as they are answered. */
  async burst(count, perRequest = 10) {
    for (let sent = 0; sent < count; sent += perRequest) {
      const batch = Array.from({ length: perRequest }, () => ({ channel: this.#channel, name: 'n', data: { id: (this.#next += 1) } }));
      await this.#pusher.triggerBatch(batch);
      for (const { data } of batch) this.acknowledged.add(data.id);
    }
  }

  #send() {
    const id = (this.#next += 1);
    const sending = this.#pusher.trigger(this.#channel, 'n', { id }).then(
      (response) => (response.ok === false ? (this.#failed += 1) : this.acknowledged.add(id)),
      () => (this.#failed += 1),
    );
    this.#pending.add(sending);
    void sending.finally(() => this.#pending.delete(sending));
  }
}
