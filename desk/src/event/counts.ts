/**
 * The numbers that voices tell, as bars. A bound that nobody told is open, words without a number
 * are a gap: neither is ever a zero, and nothing is averaged.
 */

import type { CountBar, VoiceView } from '$lib/api/types';
import { COUNTED, SIDE, bounds, number } from '$lib/words';
import type { Counted, Side } from '$lib/api/types';

export interface Bar {
  readonly claim: string;
  readonly voice: string;
  readonly told: string;
  /** In percent of the axis; null where only words were told. */
  readonly from: number | null;
  readonly to: number | null;
  readonly openLow: boolean;
  readonly openHigh: boolean;
  readonly words: string;
}

export interface Chart {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  readonly logarithmic: boolean;
}

export function charts(counts: readonly CountBar[], voices: readonly VoiceView[]): Chart[] {
  const names = new Map(voices.map((voice) => [voice.claim, voiceName(voice)]));
  const told = new Map(voices.map((voice) => [voice.claim, voice.told]));
  const groups = new Map<string, CountBar[]>();
  for (const count of counts) {
    const key = `${count.what}\u0000${count.side ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), count]);
  }
  return [...groups.values()].map((group) => chart(group, names, told));
}

/** Who speaks: those quoted, else the outlet in its own voice. */
export function voiceName(voice: VoiceView): string {
  const outlet = voice.publisher ?? voice.title ?? 'a document without publisher';
  if (voice.speakers.length === 0) return outlet;
  return `${voice.speakers.join(', ')} (in ${outlet})`;
}

function chart(
  group: readonly CountBar[],
  names: ReadonlyMap<string, string>,
  told: ReadonlyMap<string, string>,
): Chart {
  const [first] = group;
  const what = COUNTED[first?.what as Counted] ?? first?.what ?? '';
  const side = first?.side && first.side !== 'unknown' ? `, ${SIDE[first.side as Side]}` : '';
  const values = group.flatMap((one) => [one.low, one.high]).filter((one) => one !== null);
  const top = Math.max(1, ...values);
  const least = Math.min(...values.filter((value) => value > 0), top);
  const logarithmic = top / Math.max(1, least) > 60;
  const scale = (value: number): number =>
    logarithmic
      ? (Math.log10(value + 1) / Math.log10(top * 1.12 + 1)) * 100
      : (value / (top * 1.12)) * 100;
  const bars = group.map((one) => bar(one, names, told, scale));
  return {
    title: `${capital(what)}${side}`,
    bars,
    ticks: marks(top, logarithmic, scale),
    logarithmic,
  };
}

function bar(
  one: CountBar,
  names: ReadonlyMap<string, string>,
  told: ReadonlyMap<string, string>,
  scale: (value: number) => number,
): Bar {
  const { low, high } = one;
  const none = low === null && high === null;
  return {
    claim: one.claim,
    voice: names.get(one.claim) ?? 'a voice',
    told: told.get(one.claim) ?? 'happened',
    from: none ? null : scale(low ?? 0),
    to: none ? null : scale(high ?? low ?? 0),
    openLow: !none && low === null,
    openHigh: !none && high === null,
    words: bounds(low, high) ?? `“${one.words}”, no number`,
  };
}

function marks(
  top: number,
  logarithmic: boolean,
  scale: (value: number) => number,
): { at: number; label: string }[] {
  const values = [0];
  if (logarithmic) {
    for (let value = 1; value <= top; value *= 10) values.push(value);
  } else {
    const step = round(top / 4);
    for (let value = step; value <= top * 1.1; value += step) values.push(value);
  }
  return values.map((value) => ({ at: scale(value), label: number(value) }));
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function round(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? power * 10;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
