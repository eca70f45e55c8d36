/** How far a job is, in words. */

import type { Job } from '$lib/api/types';
import { number, plural } from '$lib/words';

/** From 0 to 1; null while nobody knows. */
export function share(job: Job): number | null {
  if (job.state === 'done') return 1;
  if (job.total === null || job.total <= 0) return null;
  return Math.min(1, job.done / job.total);
}

export function left(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return '';
  if (seconds < 5) return 'a few seconds left';
  if (seconds < 90) return `${Math.round(seconds / 5) * 5} seconds left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90
    ? `${plural(minutes, 'minute')} left`
    : `${plural(Math.round(minutes / 60), 'hour')} left`;
}

export const STATE: Readonly<Record<Job['state'], string>> = {
  waiting: 'waiting for its turn',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'stopped',
};

export function telling(job: Job): string {
  const unit = job.kind === 'import' ? 'document' : 'row';
  const done =
    job.total === null
      ? job.done > 0
        ? plural(job.done, unit)
        : ''
      : `${number(job.done)} of ${plural(job.total, unit)}`;
  const parts = [STATE[job.state], done];
  if (job.state === 'running') parts.push(left(job.seconds_left));
  if (job.failures.length > 0) parts.push(`${number(job.failures.length)} could not be read`);
  return parts.filter(Boolean).join(' · ');
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
