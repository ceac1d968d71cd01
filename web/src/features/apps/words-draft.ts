/** Other names of events as a person types them: a line for each, `order.created = App\Events\OrderCreated`. */
export function emitLines(names: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(names)
    .flatMap(([event, others]) => others.map((other) => `${event} = ${other}`))
    .join('\n');
}

export function emitNames(text: string): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [event = '', ...rest] = line.split('=');
    const others = (names[event.trim()] ??= []);
    others.push(rest.join('=').trim());
  }
  return names;
}
