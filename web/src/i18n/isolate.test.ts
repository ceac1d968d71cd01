import { expect, test } from 'vitest';
import { isolate, isolateIn } from '@/i18n/isolate';

test('a name from right to left keeps to itself, others stay as they are', () => {
  expect(isolate('Budi')).toBe('Budi');
  expect(isolate('\u0623\u062d\u0645\u062f')).toBe('\u2068\u0623\u062d\u0645\u062f\u2069');
});

test('in a sentence only the names are isolated', () => {
  const name = '\u0623\u062d\u0645\u062f';
  expect(isolateIn(`${name} memesan #7 (Rp 45.000)`, [name, name, null, 'Budi'])).toBe(`\u2068${name}\u2069 memesan #7 (Rp 45.000)`);
  expect(isolateIn('Budi memesan #7', ['Budi', undefined])).toBe('Budi memesan #7');
});
