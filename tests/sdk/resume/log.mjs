// Reads what the server's log has of a channel, page by page: what every client's view is compared with.
export async function readLog({ url, channel, apiKey }) {
  const events = [];
  let after = 0;
  for (;;) {
    const address = `${url}/v1/channels/${encodeURIComponent(channel)}/events?after=${after}&limit=500`;
    const response = await fetch(address, { headers: { authorization: `Bearer ${apiKey}` } });
    if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
    const page = await response.json();
    events.push(...page.events.map((event) => ({ ...event, data: JSON.parse(event.data) })));
    if (!page.has_more) return { epoch: page.epoch, head: page.head ?? page.seq, events };
    after = page.events.at(-1).seq;
  }
}
