/** The values in a row of the log, in words for people. */

import { code, STATUS_SHORT } from '$lib/words';
import type { ClaimStatus } from '$lib/api/types';

type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One value of a claim's field: the words it rests on, or what was chosen. */
export function inWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(inWords).join('; ');
  if (!isPlain(value)) return String(value);
  if (typeof value['plover'] === 'string') {
    return code(value['plover'], value['mode'] as string | null);
  }
  if ('stance' in value) {
    return `${inWords(value['speaker'] ?? 'somebody unnamed')} (${String(value['stance'])})`;
  }
  const words = wordsOf(value);
  const found = isPlain(value['resolved']) ? String(value['resolved']['name']) : '';
  const extra = found && found !== words ? ` = ${found}` : '';
  if ('low' in value) return `${words}: ${countWords(value)}`;
  if ('earliest' in value) return `${words}: ${dayWords(value)}`;
  if ('reason' in value) return `${String(value['value'])} (${String(value['reason'])})`;
  return words + extra;
}

function wordsOf(value: Plain): string {
  const span = isPlain(value['span']) ? value['span'] : value;
  if (typeof span['text'] === 'string') return `“${span['text']}”`;
  if (typeof span['start'] === 'number')
    return `characters ${span['start']}–${String(span['end'])}`;
  return JSON.stringify(value);
}

function countWords(value: Plain): string {
  const [low, high] = [value['low'], value['high']];
  const what = String(value['what'] ?? '');
  if (low === null && high === null) return what;
  if (high === null) return `at least ${String(low)} ${what}`;
  return low === high ? `${String(low)} ${what}` : `${String(low)}–${String(high)} ${what}`;
}

function dayWords(value: Plain): string {
  const { earliest, latest } = value;
  if (!earliest) return 'no day';
  return earliest === latest ? String(earliest) : `${String(earliest)} – ${String(latest)}`;
}

const NAMES: Readonly<Record<string, string>> = {
  actors: 'Who',
  recipients: 'To whom',
  places: 'Where',
  time: 'When',
  counts: 'How many',
  attribution: 'Who says so',
  event: 'What kind',
  status: 'Status',
  trigger: 'Event words',
  evidence: 'Passage',
  inferences: 'Inferences',
};

export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What a correction changed, field by field. */
export function changesIn(before: unknown, after: unknown): Change[] {
  if (!isPlain(after)) return [];
  const old = isPlain(before) ? before : {};
  return Object.keys(after)
    .filter((name) => name in NAMES)
    .map((name) => ({
      field: NAMES[name] ?? name,
      before: name in old ? shown(name, old[name]) : '',
      after: shown(name, after[name]),
    }));
}

function shown(name: string, value: unknown): string {
  return name === 'status' ? STATUS_SHORT[value as ClaimStatus] : inWords(value);
}

/** The value with the words of its spans, which are sent as offsets alone. */
export function withWords(value: unknown, slice: (start: number, end: number) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => withWords(one, slice));
  if (!isPlain(value)) return value;
  const { start, end } = value;
  if (typeof start === 'number' && typeof end === 'number') {
    return { ...value, text: slice(start, end) };
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withWords(one, slice)]),
  );
}
