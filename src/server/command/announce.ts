import type { InventoryFake } from '../../testing/index.ts';

/** What the command says when a fake is served. The token is in the line with `curl`, and nowhere else. */
export function announce(fake: InventoryFake, url: string, control: boolean): string {
  const { shop, accessToken, apiVersion } = fake;
  const header = quote(`X-Genstore-Access-Token: ${accessToken}`);
  const count = fake.levels().length;
  const lines = [
    `The fake shop ${shop} is open, with ${count} ${count === 1 ? 'level' : 'levels'}.`,
    `Base URL: ${url}`,
    'The token, in a request to paste:',
    `  curl -H ${header} ${quote(`${url}/api/${apiVersion}/inventory?limit=3`)}`,
    ...(control ? [`Control: ${url}/__fake/state`] : []),
    'Ctrl-C closes it.',
  ];
  return `${lines.join('\n')}\n`;
}

/** Quotes a word for a shell: a token may hold anything that can be seen. */
function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
