import { expect, it } from 'vitest';
import { durationOf, secondsOf } from '@/ui/duration-field';

it('shows seconds in the largest unit that shows them whole', () => {
  expect(durationOf(45)).toEqual({ text: '45', unit: 's' });
  expect(durationOf(900)).toEqual({ text: '15', unit: 'min' });
  expect(durationOf(5_400)).toEqual({ text: '90', unit: 'min' });
  expect(durationOf(172_800)).toEqual({ text: '2', unit: 'd' });
  expect(durationOf(0)).toEqual({ text: '0', unit: 'min' });
  expect(durationOf(null, 'h')).toEqual({ text: '', unit: 'h' });
});

it('reads them back, with a comma too, and tells nothing from nonsense', () => {
  expect(secondsOf({ text: ' 1,5 ', unit: 'h' })).toBe(5_400);
  expect(secondsOf({ text: '0.1', unit: 'min' })).toBe(6);
  expect(secondsOf({ text: '', unit: 'd' })).toBeNull();
  expect(secondsOf({ text: 'soon', unit: 'd' })).toBeNaN();
  expect(secondsOf({ text: '0.01', unit: 'min' })).toBeNaN();
});
