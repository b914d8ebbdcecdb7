import { checkText, within } from '../../../base/check.ts';
import type { Scope } from '../../../testing/index.ts';
import { refuse } from '../../answer.ts';
import type { Memory } from '../memory.ts';
import { created, DONE, ok } from '../replies.ts';
import type { ControlRoute } from '../route.ts';
import { randomUUID } from 'node:crypto';

/** The name of a token here, where its text is not told. */
function idOf({ tokenIds, nextId }: Memory, token: string): string {
  const known = tokenIds.get(token);
  if (known !== undefined) return known;
  const id = nextId('token');
  tokenIds.set(token, id);
  return id;
}

/** The tokens that the fake takes, and what they may do. */
export const tokenRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: 'tokens',
    answer: '200 `{ tokens }`, each `{ id, scopes }`; their texts are not told',
    members: ['tokens.all'],
    run: ({ fake, memory }) => {
      const tokens = fake.tokens.all();
      return ok({
        tokens: tokens.map(({ token, scopes }) => ({ id: idOf(memory, token), scopes })),
      });
    },
  },
  {
    method: 'POST',
    path: 'tokens',
    body: 'none, or `{ token?, scopes? }`; one is made up where it is left out',
    answer: '201 `{ id, token, scopes }`',
    members: ['tokens.grant'],
    run: ({ fake, memory, input }) => {
      const given = input.object({ token: true, scopes: true }, true);
      const { token = `token-${randomUUID()}`, scopes } = given;
      checkText(within(input.place, 'token'), token);
      fake.tokens.grant(token, scopes as readonly Scope[] | undefined);
      const granted = fake.tokens.all().find((each) => each.token === token);
      return created({ id: idOf(memory, token), ...granted });
    },
  },
  {
    method: 'DELETE',
    path: 'tokens/{id}',
    answer: '204; requests that carry it get 401 from now on',
    members: ['tokens.revoke'],
    run: ({ fake, memory, items: [id = ''] }) => {
      const found = fake.tokens.all().find(({ token }) => idOf(memory, token) === id);
      if (found === undefined) return refuse(404, `There is no token ${id}`);
      fake.tokens.revoke(found.token);
      return DONE;
    },
  },
];
