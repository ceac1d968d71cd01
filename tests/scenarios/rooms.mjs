// A page that follows a room with a plain WebSocket, as people write it by hand: it comes back by itself and says where it
// was. What it is sent is written down.
import { WebSocket } from '../sdk/stock.mjs';
import { eventually } from './desk.mjs';

/** `credential` is a link's token, or the headers of whoever is signed in. Resolves when the room is joined. */
export async function openRoom(at, room, credential, from = {}) {
  const token = typeof credential === 'string' ? { token: credential } : {};
  const headers = typeof credential === 'string' ? {} : credential;
  const page = { heard: [], refused: [], joined: [], after: from.after };
  let socket;
  let closed = false;
  let retry;
  const connect = () => {
    socket = new WebSocket(`ws://${at.host}:${at.port}/ws`, { headers });
    socket.onopen = () => {
      const position = page.after === undefined ? {} : { after: page.after };
      socket.send(JSON.stringify({ type: 'join', room, ...token, ...position }));
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.seq !== undefined) page.after = message.seq;
      if (message.type === 'error') page.refused.push(message);
      else if (message.type === 'joined') page.joined.push(message);
      else if (message.data) page.heard.push(message);
    };
    socket.onerror = () => {};
    socket.onclose = () => {
      if (!closed) retry = setTimeout(connect, 50);
    };
  };
  connect();
  page.rejoined = (count) => eventually(`join number ${count} of ${room}`, () => page.joined.length >= count);
  page.close = () => {
    closed = true;
    clearTimeout(retry);
    socket.close();
  };
  await eventually(`an answer about ${room}`, () => page.joined.length + page.refused.length > 0);
  return page;
}
