import { describe, expect, it } from 'vitest';
import { readMarks, withGone, withRead } from '@/features/news/news-marks';

const none = { epoch: 'e1', read: 0, gone: [] };

describe('what a browser remembers of the news', () => {
  it.each(['nonsense', 'null', '[]', '{"epoch":"e1"}', '{"epoch":"e1","read":"9","gone":[]}', '{"epoch":"e2","read":9,"gone":[1]}'])('is nothing where it does not fit: %s', (stored) => {
    expect(readMarks(stored, 'e1')).toEqual(none);
  });

  it('goes only forwards, and stays bounded', () => {
    expect(withRead(withRead(none, 9), 4).read).toBe(9);
    const all = withGone(none, Array.from({ length: 500 }, (_, seq) => seq));
    expect(all.gone).toHaveLength(200);
    expect(all.gone.at(-1)).toBe(499);
    expect(withGone(all, [499])).toEqual(all);
    expect(readMarks(JSON.stringify(all), 'e1')).toEqual(all);
  });
});
