/**
 * Loads the code of a screen when it is opened, which may be days after the page itself was loaded: by then the server may
 * have another version, without the files that this page knows, and a browser may remember that a file once did not come.
 * Both are mended by loading the page anew, which is done once and only while the server answers.
 */

/** Where it is kept that the page was loaded anew already, so that it does not happen in a circle. */
const RELOADED = 'orderbell.reloaded';

export interface Surroundings {
  /** Whether the server answers at all. */
  answers: () => Promise<boolean>;
  reload: () => void;
  memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

const browser: Surroundings = {
  answers: () =>
    fetch('/healthz', { cache: 'no-store' }).then(
      (answer) => answer.ok,
      () => false,
    ),
  reload: () => location.reload(),
  memory: sessionStorage,
};

/** Fails when the server cannot be asked, or when even a new page does not find the screen. */
export async function loadScreen<T>(load: () => Promise<T>, { answers, reload, memory }: Surroundings = browser): Promise<T> {
  const loaded = await load().catch(async (error: unknown) => {
    if (!(await answers())) throw error;
    return load().catch((again: unknown) => {
      if (memory.getItem(RELOADED)) throw again;
      memory.setItem(RELOADED, '1');
      reload();
      // The page is about to go: whoever waits goes on waiting.
      return new Promise<never>(() => undefined);
    });
  });
  memory.removeItem(RELOADED);
  return loaded;
}
