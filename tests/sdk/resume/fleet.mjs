// Several processes full of clients, asked and told things together.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./clients.mjs', import.meta.url));

export class Fleet {
  #children = [];

  /** `settings` are those of every process; `processes` says how many clients each has. */
  constructor(settings, processes) {
    for (const counts of processes) {
      const child = fork(script, [JSON.stringify({ ...settings, ...counts })], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      this.#children.push(child);
    }
  }

  get children() {
    return this.#children;
  }

  /** What each process answers to a question, in the order of the processes. */
  async ask(question, children = this.#children) {
    return Promise.all(
      children.map(
        (child) =>
          new Promise((resolve, reject) => {
            const ended = () => reject(new Error(`a process of clients ended before it answered "${question}"`));
            child.once('exit', ended);
            child.once('message', (answer) => {
              child.off('exit', ended);
              resolve(answer);
            });
            child.send(question);
          }),
      ),
    );
  }

  async ready() {
    await until('every client is subscribed', async () => (await this.ask('ready')).every(({ ready }) => ready), 60_000);
  }

  async notes() {
    return (await this.ask('notes')).flatMap(({ notes }) => notes);
  }

  /** Waits until every client has received the event with this id last. */
  async caughtUp(id, within, children = this.#children) {
    const done = async () => (await this.ask('last', children)).every(({ last }) => last.every((received) => received === id));
    await until(`every client has received event ${id}`, done, within);
  }

  stop() {
    for (const child of this.#children) child.kill('SIGKILL');
  }
}

/** Asks again and again until the answer is yes; fails when that takes too long. */
export async function until(what, isSo, within) {
  const deadline = Date.now() + within;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`waited ${within / 1000} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
