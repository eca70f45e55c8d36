import { describe, expect, it } from 'vitest';
import type { ClaimRecord, Pairing } from '$lib/api/types';
import { complete, compose, inWords, wire } from './ruling';

const span = (start: number, text: string) => ({ start, end: start + text.length, text });

function claim(change: Partial<ClaimRecord>): ClaimRecord {
  return {
    schema_version: '1.0',
    claim_id: 'a',
    document: { id: 'd', uri: null, title: null, published: null },
    evidence: span(0, 'Troops shelled Aqar.'),
    trigger: span(7, 'shelled'),
    event: { plover: 'ASSAULT', mode: 'heavy-weapons' },
    status: 'occurred',
    actors: [{ span: span(0, 'Troops'), resolved: null }],
    recipients: [],
    places: [],
    time: null,
    counts: [],
    attribution: [],
    produced_by: {},
    ...change,
  };
}

const pairing: Pairing = {
  key: 'k',
  claims: [claim({}), claim({ status: 'planned', actors: [] })],
  differing: [
    { field: 'status', values: ['occurred', 'planned'] },
    { field: 'actors', values: [[], null] },
  ],
  machine: null,
  decided: false,
};

describe('a ruling', () => {
  it('takes each field from the coder that was chosen for it', () => {
    expect(complete(pairing, { status: 1 })).toBe(false);
    expect(complete(pairing, { status: 1, actors: 0 })).toBe(true);
    const made = compose(pairing, { status: 1, actors: 0 })!;
    expect([made.status, made.actors.length]).toEqual(['planned', 1]);
    expect(pairing.claims[0]?.status).toBe('occurred');
  });

  it('can say that there is no claim', () => {
    const lone: Pairing = {
      ...pairing,
      claims: [claim({}), null],
      differing: [{ field: 'claim', values: ['a', null] }],
    };
    expect(compose(lone, { claim: 1 })).toBeNull();
    expect(compose(lone, { claim: 0 })?.claim_id).toBe('a');
    expect(wire(null)).toBeNull();
  });

  it('is sent as offsets, without what the server fills in', () => {
    const sent = wire(compose(pairing, { status: 0, actors: 0 }))!;
    expect(sent['trigger']).toEqual({ start: 7, end: 14 });
    expect(Object.keys(sent)).not.toContain('claim_id');
    expect(Object.keys(sent)).not.toContain('document');
  });
});

describe('values in words', () => {
  it('say what each coder wrote', () => {
    expect(inWords(pairing.differing[0]!, 1, pairing)).toBe('planned');
    expect(inWords(pairing.differing[1]!, 0, pairing)).toBe('Troops');
    expect(inWords(pairing.differing[1]!, 1, pairing)).toBe('none');
  });
});
