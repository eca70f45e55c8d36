import { describe, expect, it } from 'vitest';
import type { FieldAgreement } from '$lib/api/types';
import { at, fieldName, figure, verdict } from './measures';

const row = (alpha: number | null, interval: [number, number] | null = null): FieldAgreement => ({
  field: 'status',
  level: 'nominal',
  units: 10,
  alpha,
  alpha_interval: interval,
  kappa: null,
  kappa_interval: null,
  f1: null,
  f1_interval: null,
});

describe('figures of agreement', () => {
  it('say what an alpha is good for, and that an undefined one is no zero', () => {
    expect(verdict(row(null), 20).words).toBe('not defined');
    expect(verdict(row(0.9), 20).kind).toBe('good');
    expect(verdict(row(0.9, [0.4, 1]), 20).kind).toBe('warn');
    expect(verdict(row(1, [1, 1]), 3).words).toBe('reliable so far, few documents');
    expect(verdict(row(0.7), 20).words).toBe('tentative');
    expect(verdict(row(-0.1), 20).kind).toBe('bad');
  });

  it('are written with two decimals', () => {
    expect([figure(null), figure(-0.094), figure(1)]).toEqual(['–', '−0.09', '1.00']);
  });

  it('stay on their line', () => {
    expect([at(-0.3), at(0.25), at(1.2)]).toEqual([0, 25, 100]);
    expect(fieldName('new_field')).toBe('new field');
  });
});
