/** The types of the client say what the desk says: the same fields under the same names. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, inject, it } from 'vitest';

/** Interfaces of a file with their own and inherited fields. */
function interfacesOf(path: string): Map<string, string[]> {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const found = new Map<string, string[]>();
  for (const node of source.statements) {
    if (!ts.isInterfaceDeclaration(node)) continue;
    const own = node.members.map((member) => member.name?.getText(source) ?? '');
    const parents = (node.heritageClauses ?? []).flatMap((clause) =>
      clause.types.map((type) => type.expression.getText(source)),
    );
    found.set(node.name.text, [...parents.flatMap((name) => found.get(name) ?? []), ...own]);
  }
  return found;
}

it('mirrors the description of the interface', async () => {
  const types = interfacesOf(join(import.meta.dirname, '../src/lib/api/types.ts'));
  const answer = await fetch(`${inject('desk')}/api/openapi.json`);
  const { components } = (await answer.json()) as {
    components: { schemas: Record<string, { properties?: Record<string, unknown> }> };
  };
  const differing: string[] = [];
  let compared = 0;
  for (const [name, schema] of Object.entries(components.schemas)) {
    const ours = types.get(name);
    if (!ours || !schema.properties) continue;
    compared += 1;
    const theirs = Object.keys(schema.properties);
    const missing = theirs.filter((field) => !ours.includes(field));
    const unknown = ours.filter((field) => !theirs.includes(field));
    if (missing.length) differing.push(`${name} lacks ${missing.join(', ')}`);
    if (unknown.length) differing.push(`${name} has ${unknown.join(', ')}, the desk does not`);
  }
  expect(differing).toEqual([]);
  expect(compared).toBeGreaterThan(30);
});
