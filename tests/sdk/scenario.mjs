// One day of two clients, Ayu and Budi, on everything the protocol has. It runs as it is in Node and in a browser, with
// pusher-js by itself or under Laravel Echo; so it imports nothing and asks the application for everything else.
//
// `driver` makes clients (`drivers.mjs`), `app` is how to reach the application: `app.do(call, ...args)`.

export function assertEqual(actual, expected, what) {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

/** Resolves with what `register` hands over; fails when nothing comes. */
export function once(what, register, patience = 10_000) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} did not come`)), patience);
    register((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

const connected = (client) =>
  once('a connection', (resolve) => {
    if (client.pusher.connection.state === 'connected') resolve();
    else client.pusher.connection.bind('connected', resolve);
  });

export async function scenario(driver, app) {
  const [ayu, budi] = [driver.connect('ayu', { watchlist: 'budi' }), driver.connect('budi')];
  try {
    await Promise.all([ayu, budi].map(connected));
    if (!/^\d+\.\d+$/.test(ayu.socketId())) throw new Error(`socket id ${ayu.socketId()}`);
    await publicChannel(ayu, app);
    const desk = await privateChannel(ayu, budi, app);
    const room = await presence(ayu, budi);
    await encrypted(ayu, app);
    await cache(ayu, app);
    await clientEvents(desk);
    await signIn(ayu, budi, app);
    await reconnect(ayu, budi, desk, room, app);
    await terminate(ayu, budi, room, app);
  } finally {
    for (const client of [ayu, budi]) client.pusher.disconnect();
  }
}

async function publicChannel(ayu, app) {
  const news = ayu.channel('public', 'news');
  await news.subscribed;
  const heard = once('the news', (resolve) => news.on('told', resolve));
  await app.do('trigger', ['news'], 'told', { text: 'é ☃ "quoted"' });
  assertEqual(await heard, { text: 'é ☃ "quoted"' }, 'checks 26 and 28');
}

/** Check 157: who asked for it does not hear of it. */
async function privateChannel(ayu, budi, app) {
  const desks = [ayu, budi].map((client) => client.channel('private', 'orders.7'));
  await Promise.all(desks.map((desk) => desk.subscribed));
  const own = [];
  desks[0].on('App\\Events\\OrderShipped', (data) => own.push(data));
  const heard = once('the event for others', (resolve) => desks[1].on('App\\Events\\OrderShipped', resolve));
  const last = once('the event for all', (resolve) => desks[0].on('last', resolve));
  await ayu.ship('private-orders.7', { order: { id: 7 } });
  await app.do('trigger', ['private-orders.7'], 'last', {});
  assertEqual(await heard, { order: { id: 7 } }, 'checks 37 and 113');
  await last;
  assertEqual(own, [], 'check 157');
  const refused = await ayu.channel('private', 'forbidden').refused;
  assertEqual([refused.type, refused.status], ['AuthError', 403], 'the application refuses');
  return desks;
}

async function presence(ayu, budi) {
  const room = ayu.channel('presence', 'room');
  assertEqual(await room.subscribed, [{ name: 'AYU' }], 'check 46');
  const joining = once('who joins', (resolve) => room.joining(resolve));
  const theirs = await budi.channel('presence', 'room').subscribed;
  assertEqual(theirs, [{ name: 'AYU' }, { name: 'BUDI' }], 'check 47');
  assertEqual(await joining, { name: 'BUDI' }, 'checks 47 and 58');
  return room;
}

async function encrypted(ayu, app) {
  const vault = ayu.channel('encrypted', 'vault');
  await vault.subscribed;
  const heard = once('the secret', (resolve) => vault.on('secret', resolve));
  await app.do('trigger', ['private-encrypted-vault'], 'secret', { pin: '☃' });
  assertEqual(await heard, { pin: '☃' }, 'check 79');
}

/** Checks 71, 72 and 75. */
async function cache(ayu, app) {
  for (const [kind, name, full] of [
    ['public', 'cache-menu', 'cache-menu'],
    ['private', 'cache-menu', 'private-cache-menu'],
    ['encrypted', 'cache-menu', 'private-encrypted-cache-menu'],
  ]) {
    // A name of its own each time, because what was kept outlives the clients.
    const channel = `${name}-${app.run}`;
    await app.do('trigger', [`${full}-${app.run}`], 'today', { dish: 'rawon' });
    const heard = once(`the last event of ${full}`, (resolve) => ayu.channel(kind, channel).on('today', resolve));
    assertEqual(await heard, { dish: 'rawon' }, `check 72 on ${full}`);
  }
  const empty = ayu.channel('public', `cache-nothing-${app.run}`);
  await once('the miss', (resolve) => empty.missed(() => resolve(true)));
}

async function clientEvents([mine, theirs]) {
  for (const data of [{ typing: true }, 'plain', 5]) {
    const heard = once('the whisper', (resolve) => theirs.onWhisper(resolve));
    mine.whisper(data);
    assertEqual(await heard, data, 'checks 60 and 63');
  }
}

/** Checks 84, 86, 90 and 92. */
async function signIn(ayu, budi, app) {
  const watched = [];
  let next;
  const heard = async (count) => {
    while (watched.length < count) await once('a watchlist event', (resolve) => (next = resolve));
  };
  ayu.pusher.user.watchlist.bind_global((name, event) => {
    watched.push([name, event.user_ids]);
    next?.();
  });
  ayu.watched = { watched, heard };
  await ayu.signIn();
  await heard(1);
  await budi.signIn();
  await heard(2);
  assertEqual(watched, [['offline', ['budi']], ['online', ['budi']]], 'checks 90 and 92');
  const told = once('the event for the user', (resolve) => budi.pusher.user.bind('told', resolve));
  await app.do('sendToUser', 'budi', 'told', { n: 1 });
  assertEqual(await told, { n: 1 }, 'check 86');
}

/** Check 94: after a broken line everything is there again, by itself, and comes once. */
async function reconnect(ayu, budi, desks, room, app) {
  const before = [ayu, budi].map((client) => client.socketId());
  const back = [ayu, budi].map((client) => once('a new connection', (resolve) => client.pusher.connection.bind('connected', resolve)));
  const gathered = once('both in the room again', (resolve) =>
    ayu.pusher.channel('presence-room').bind('pusher:subscription_succeeded', resolve),
  );
  await app.do('cut');
  await Promise.all(back);
  if ([ayu, budi].some((client) => before.includes(client.socketId()))) throw new Error('a socket id came back');
  await gathered;
  await Promise.all([ayu, budi].map((client) => client.settled()));
  await once('both members', async (resolve) => {
    while (room.count() !== 2) await new Promise((again) => setTimeout(again, 20));
    resolve();
  });
  const heard = [];
  const told = [];
  desks[1].on('again', (data) => heard.push(data));
  budi.pusher.user.bind('again', (data) => told.push(data));
  const last = once('the last event', (resolve) => desks[1].on('end', resolve));
  await app.do('trigger', ['private-orders.7'], 'again', { n: 2 });
  await app.do('sendToUser', 'budi', 'again', { n: 3 });
  await app.do('trigger', ['private-orders.7'], 'end', {});
  await last;
  assertEqual([heard, told], [[{ n: 2 }], [{ n: 3 }]], 'check 94');
}

/** Check 136: the user is sent away and stays away, and others see it. */
async function terminate(ayu, budi, room, app) {
  const leaving = once('who leaves', (resolve) => room.leaving(resolve));
  const ended = once('the end', (resolve) => budi.pusher.connection.bind('disconnected', () => resolve(true)));
  const seen = ayu.watched.watched.length;
  await app.do('terminate', 'budi');
  assertEqual([await ended, budi.pusher.connection.state], [true, 'disconnected'], 'check 136');
  assertEqual(await leaving, { name: 'BUDI' }, 'check 49');
  await ayu.watched.heard(seen + 1);
  assertEqual(ayu.watched.watched.at(-1), ['offline', ['budi']], 'check 91');
}
