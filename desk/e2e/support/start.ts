/** Makes a project of the documents beside this folder and serves it, once for all tests. */

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../../..');
const documents = join(root, 'desk', 'e2e', 'documents');
const START_MS = 90_000;

declare module 'vitest' {
  export interface ProvidedContext {
    desk: string;
  }
}

function program(): string {
  const given = process.env['REPORTEDLY'];
  const beside = join(root, '.venv', 'bin', 'reportedly');
  return given ?? (existsSync(beside) ? beside : 'reportedly');
}

function run(...args: string[]): void {
  const done = spawnSync(program(), args, { encoding: 'utf8' });
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
      if ((await fetch(`${url}/api/documents`)).ok) return;
    } catch {
      // not listening yet
    }
    await new Promise((again) => setTimeout(again, 200));
  }
  throw new Error(`the desk does not answer: ${said()}`);
}

export default async function start(tests: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  const project = join(folder, 'example.rptd');
  run('init', project);
  const about = ['--published', '2024-05-29', '--publisher', 'Example Wire', '--quiet'];
  run('add', '-p', project, documents, ...about);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(program(), [
    'desk',
    project,
    '--as',
    'Ada',
    '--port',
    String(port),
    '--no-browser',
  ]);
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  await answering(url, child, () => said);
  tests.provide('desk', url);
  return async () => {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGINT');
    const forced = setTimeout(() => child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(forced);
    rmSync(folder, { recursive: true, force: true });
  };
}
