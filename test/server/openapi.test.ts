import { describe, expect, test } from 'vitest';
import document from '../../src/wire/openapi.json' with { type: 'json' };
import { serve } from './served.ts';

/** The parts of a document that state something: operations, parameters, fields, answers. */
function statementsOf(part: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof part !== 'object' || part === null) return [];
  const inner = Object.entries(part).flatMap(([name, value]) =>
    statementsOf(value, `${path}/${name}`),
  );
  const isStatement =
    /^\/paths\/[^/]+\/[^/]+\/[a-z]+$|\/(?:properties|parameters)\/[^/]+$|^\/components\/(?:schemas|responses|headers|securitySchemes)\/[^/]+$/;
  const fixed = path.replaceAll(
    /\/paths\/(?:.*?)\/(get|put|post|delete)(?=\/|$)/g,
    '/paths/x/y/$1',
  );
  return isStatement.test(fixed)
    ? [[path, (part as { 'x-source'?: unknown })['x-source']], ...inner]
    : inner;
}

describe('openapi.json', () => {
  test('marks every statement S, D or A', () => {
    const statements = statementsOf(document);

    expect(statements.length).toBeGreaterThan(60);
    const unmarked = statements.filter(([, source]) => !['S', 'D', 'A'].includes(String(source)));
    expect(unmarked).toEqual([]);
  });

  test('is served as it is', async () => {
    const { url } = await serve({ control: true });
    const response = await fetch(`${url}/__fake/openapi.json`);

    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(document);
  });
});
