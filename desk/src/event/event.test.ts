import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CountBar, Decided, DecisionDraft, EventView, VoiceView } from '$lib/api/types';
import { contested, fieldName, grouped, rowOf, spoken, summary } from './compare';
import { charts, voiceName } from './counts';
import { merge, settled, split } from './deciding';
import { titleOf, wordsOf } from '../events/title';
import { pieces } from './pieces';

function voice(change: Partial<VoiceView>): VoiceView {
  return {
    claim: 'a',
    document: 'd',
    title: null,
    publisher: 'Hill Radio',
    published: null,
    kind: 'unknown',
    speakers: [],
    told: 'happened',
    group: 0,
    why: '',
    evidence: 'Shells fell.',
    trigger: [7, 11],
    copied: [],
    time: null,
    earliest: null,
    latest: null,
    place: null,
    actors: [],
    recipients: [],
    verdict: null,
    ...change,
  };
}

function event(voices: VoiceView[]): EventView {
  const row = { id: 'e1', sources: 2, denied_by: 1 } as EventView['row'];
  const none = { counts: [], ranges: [], agreed: [], contradictions: [], corrections: [] };
  return { row, voices, ...none, joins: [], decisions: [], seen: 's0' };
}

describe('quoted words', () => {
  it('are cut where trigger and copied passages begin, emoji or not', () => {
    const found = pieces('🔥 Shells fell on Koro', [9, 13], [[2, 13]]);
    expect(found.map((one) => one.text)).toEqual(['🔥 ', 'Shells ', 'fell', ' on Koro']);
    expect(found.map((one) => one.trigger)).toEqual([false, false, true, false]);
    expect(found.map((one) => one.copied)).toEqual([false, true, true, false]);
  });

  it('lose nothing where offsets are out of bounds or missing', () => {
    for (const trigger of [[], [-3, 99], [5, 2]]) {
      const found = pieces('Shells fell', trigger, [[50, 60]]);
      expect(found.map((one) => one.text).join('')).toBe('Shells fell');
    }
  });
});

describe('numbers by voice', () => {
  const count = (change: Partial<CountBar>): CountBar => ({
    claim: 'a',
    what: 'killed',
    side: null,
    low: 9,
    high: 9,
    words: 'nine',
    ...change,
  });

  it('leave a gap where only words are told: unknown is not zero', () => {
    const [chart] = charts([count({ low: null, high: null, words: 'several' })], [voice({})]);
    expect(chart!.bars[0]).toMatchObject({ from: null, to: null, words: '“several”, no number' });
  });

  it('stay open where a bound is not told', () => {
    const [chart] = charts([count({ high: null }), count({ low: null, high: 12 })], [voice({})]);
    expect(chart!.bars.map((bar) => [bar.openLow, bar.openHigh])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(chart!.bars[0]!.words).toBe('at least 9');
  });

  it('keep what is counted and whose side apart', () => {
    const found = charts(
      [count({}), count({ side: 'civilian' }), count({ what: 'injured' })],
      [voice({})],
    );
    expect(found.map((chart) => chart.title)).toEqual(['Killed', 'Killed, civilians', 'Injured']);
  });

  it('take a logarithm only where numbers lie far apart', () => {
    expect(charts([count({}), count({ low: 14, high: 14 })], [voice({})])[0]!.logarithmic).toBe(
      false,
    );
    const [wide] = charts([count({}), count({ low: 9000, high: 9000 })], [voice({})]);
    expect(wide!.logarithmic).toBe(true);
    expect(wide!.bars[0]!.to! < wide!.bars[1]!.to!).toBe(true);
    expect(wide!.ticks.every((tick) => tick.at >= 0 && tick.at <= 100)).toBe(true);
  });

  it('name the speaker before the outlet', () => {
    expect(voiceName(voice({ speakers: ['the mayor'] }))).toBe('the mayor (in Hill Radio)');
    expect(voiceName(voice({ publisher: null }))).toBe('a document without publisher');
  });
});

describe('the comparison', () => {
  it('puts those that deny last', () => {
    const groups = grouped([
      voice({ claim: 'a', group: 0, told: 'denied' }),
      voice({ claim: 'b', group: 1 }),
      voice({ claim: 'c', group: 1 }),
    ]);
    expect(groups.map((group) => group.voices.map((one) => one.claim))).toEqual([
      ['b', 'c'],
      ['a'],
    ]);
  });

  it('knows in which row a contradiction shows', () => {
    const marked = contested([
      { field: 'killed', left_claim: 'a', right_claim: 'b', left: '9', right: '11', words: '' },
      { field: 'day', left_claim: 'a', right_claim: 'c', left: '', right: '', words: '' },
    ]);
    expect([...marked]).toEqual(['counts a', 'counts b', 'day a', 'day c']);
    expect([rowOf('status'), rowOf('place')]).toEqual(['told', 'place']);
    expect([fieldName('killed'), fieldName('status')]).toEqual([
      'number of killed',
      'whether it happened',
    ]);
  });

  it('says days in words', () => {
    expect(spoken('2024-06-02')).toBe('2 Jun 2024');
    expect(spoken('12 to 15')).toBe('12 to 15');
    expect(summary(event([voice({}), voice({ claim: 'b' })]))).toBe(
      '2 claims in 1 document · 2 independent sources · denied by 1',
    );
  });
});

describe('the name of an event', () => {
  const row = { category: 'ASSAULT', mode: 'heavy-weapons', precision: 2 } as const;

  it('says where, and how near', () => {
    expect(titleOf({ ...row, place: 'Koro', country: 'MLI' })).toBe(
      'Assault (heavy weapons) near Koro, MLI',
    );
    expect(titleOf({ ...row, place: null, country: 'MLI', precision: 6 })).toBe(
      'Assault (heavy weapons) in MLI',
    );
  });

  it('takes the words of the voices where the place is on no map', () => {
    expect(titleOf({ ...row, place: null, country: null }, wordsOf(['Zirabo', null]))).toBe(
      'Assault (heavy weapons) in Zirabo',
    );
    expect(wordsOf([null, null])).toBeNull();
    expect(wordsOf(['a', 'b', 'a', 'c', 'd'])).toBe('a, b, c and elsewhere');
    expect(titleOf({ ...row, place: null, country: null })).toBe('Assault (heavy weapons)');
  });
});

describe('decisions', () => {
  const sent: DecisionDraft[] = [];
  const send = (draft: DecisionDraft): Promise<Decided> => {
    sent.push(draft);
    const decision = { id: `d${sent.length}` } as Decided['decision'];
    return Promise.resolve({ decision, claim: null, events: [] });
  };
  const three = event(['a', 'b', 'c'].map((claim) => voice({ claim })));
  afterEach(() => {
    sent.length = 0;
    vi.unstubAllGlobals();
  });

  it('merge all claims of both events', async () => {
    await merge(three, ['x'], 'same', send);
    expect(sent[0]).toMatchObject({ kind: 'merge', claims: ['a', 'b', 'c', 'x'], seen: 's0' });
  });

  it('split by holding each side together first, each decision on the last', async () => {
    const done = await split(three, new Set(['a', 'b']), 'two', send);
    expect(sent.map((one) => [one.kind, one.claims, one.seen])).toEqual([
      ['merge', ['a', 'b'], 's0'],
      ['split', ['a', 'c'], 'd1'],
    ]);
    expect(done.decisions).toEqual(['d1', 'd2']);
    await expect(split(three, new Set(['a', 'b', 'c']), 'all', send)).rejects.toThrow('Choose');
  });

  it('wait until the event has changed, and follow its first claim', async () => {
    const answers = [three, null, { claim: { event: 'e2' } }];
    vi.stubGlobal('fetch', () => {
      const answer = answers.shift();
      return Promise.resolve(
        answer
          ? new Response(JSON.stringify(answer), { status: 200 })
          : new Response('{}', { status: 404 }),
      );
    });
    expect(await settled(three, 0)).toBe('e2');
  });
});
