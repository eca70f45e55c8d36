/** Makes projects and serves them, for tests that drive a browser. */

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../../..');
const START_MS = 90_000;

/** A path below the folder of the tests. */
export const beside = (...parts: string[]): string => join(root, 'desk', 'e2e', ...parts);

function program(): string {
  const given = process.env['REPORTEDLY'];
  const installed = join(root, '.venv', 'bin', 'reportedly');
  return given ?? (existsSync(installed) ? installed : 'reportedly');
}

/** Run a command of reportedly to its end; `input` is what is typed. */
export function run(args: readonly string[], input?: string): void {
  const done = spawnSync(program(), args, { encoding: 'utf8', ...(input ? { input } : {}) });
  if (done.status !== 0) {
    throw new Error(`reportedly ${args.join(' ')}\n${done.stdout}${done.stderr}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answering(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the desk ended: ${said()}`);
    try {
      // The first list loads what the desk needs, so that no test waits for it.
      const { status } = await fetch(`${url}/api/documents`);
      if (status === 200 || status === 401) return;
    } catch {
      // not listening yet
    }
    await new Promise((again) => setTimeout(again, 200));
  }
  throw new Error(`the desk does not answer: ${said()}`);
}

export interface Served {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Make a project, let `fill` put something in, and serve it. */
export async function serve(
  fill: (project: string) => void,
  ...options: readonly string[]
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  const project = join(folder, 'example.rptd');
  run(['init', project]);
  fill(project);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const more = ['--port', String(port), '--no-browser', ...options];
  const child = spawn(program(), ['desk', project, ...more]);
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  await answering(url, child, () => said);
  return {
    url,
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGINT');
      const forced = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(forced);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
