// Compares what the clients wrote down with the log.
import assert from 'node:assert/strict';

/**
 * A stock client has every event of the log, first seen in the log's order. It may have seen one again after a lost
 * connection, if that was on its way when the connection went: received within `inFlight` milliseconds before.
 */
export function checkStock(notes, log, inFlight) {
  const first = new Map();
  let repeats = 0;
  for (const [id, at] of notes.received) {
    if (!first.has(id)) {
      first.set(id, at);
      continue;
    }
    repeats += 1;
    // The first one after it: what had been noted by then is not repeated after later cuts either.
    const cut = notes.disconnects.find((moment) => moment >= first.get(id));
    assert.ok(cut !== undefined && cut <= at, `event ${id} came twice on one connection`);
    // The client notes the moment of the cut a little later than the network does.
    const age = cut - first.get(id);
    assert.ok(age <= inFlight, `event ${id} was repeated although it had been received ${age} ms before the cut`);
  }
  assert.deepEqual([...first.keys()], log, missing([...first.keys()], log));
  assert.deepEqual(notes.errors, []);
  return repeats;
}

/** A client that follows positions has exactly the log. */
export function checkHelper(notes, log) {
  const ids = notes.received.map(([id]) => id);
  assert.deepEqual(ids, log, missing(ids, log));
  assert.deepEqual(notes.errors, []);
}

function missing(seen, log) {
  const known = new Set(seen);
  const lost = log.filter((id) => !known.has(id));
  return `${lost.length} of ${log.length} events were missed (first: ${lost.slice(0, 5)}), ${seen.length} were seen`;
}
