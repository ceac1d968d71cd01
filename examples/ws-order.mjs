// Follows one order: node ws-order.mjs ws://127.0.0.1:8080 <uid> <link_token>
// Node 22 and newer has WebSocket; Node 20 needs: node --experimental-websocket ws-order.mjs …
const [server, uid, token] = process.argv.slice(2);
const room = `order:${uid}`;
let after = 0; // From the first event on; then the last position that was heard.

function connect() {
  const socket = new WebSocket(`${server}/ws`);
  socket.onopen = () => socket.send(JSON.stringify({ type: 'join', room, token, after }));
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === 'error') console.error(message.message);
    if (message.seq !== undefined) after = message.seq;
    if (message.data) console.log(message.type, message.data.order.status_label);
  };
  socket.onclose = () => setTimeout(connect, 1000 + Math.random() * 1000);
  socket.onerror = () => {}; // A close follows.
}
connect();
