import { sessions } from '../../src/client/store-door.ts';
import type { CallOptions } from '../../src/index.ts';
import { ClientCarrier } from '../../src/store/client/client-carrier.ts';
import { Owners } from '../../src/store/client/owners.ts';
import { SentWrites } from '../../src/store/client/sent-writes.ts';
import type { Place, SendOutcome, Write } from '../../src/store/writer/carrier.ts';
import { PLACE, scene } from '../client/platform.ts';
import type { Reply } from '../client/platform.ts';

export const OTHER = { variantId: '8589934859', locationId: PLACE.locationId };
export const BEFORE = {
  ...PLACE,
  available: 11,
  committed: 2,
  unavailable: 1,
  incoming: 4,
  onHand: 14,
};
export const never = new AbortController().signal;

type Options = NonNullable<Parameters<typeof scene>[1]>;

/** A carrier of a client whose platform answers by a script. */
export function carrying(steps: readonly Reply[], options: Options = {}) {
  const stage = scene(steps, { rateLimiter: false, ...options });
  const session = sessions.get(stage.client);
  if (session === undefined) throw new Error('the client has no session');
  const owners = new Owners();
  const sent = new SentWrites();
  const carrier = new ClientCarrier(session, owners, sent, () => stage.clock.now());
  const ended: unknown[] = [];
  const own = (place: Place = PLACE, given: CallOptions = {}) => {
    const call = session.call('adjust', { deadlineMs: Infinity, ...given });
    const owner = {
      call,
      maxRetries: call.retriesLeft,
      end: (error: unknown) => void ended.push(error),
    };
    return { call, leave: owners.add(place, owner) };
  };
  const write: Write = {
    ...PLACE,
    target: { available: 9 },
    before: BEFORE,
    statementId: 's1',
    attempt: 1,
  };
  const send = async (each: Write = write): Promise<SendOutcome> =>
    stage.run(carrier.ready(never).then((go) => go(each)));
  const read = (...places: readonly Place[]) =>
    stage.run(carrier.read(places.length === 0 ? [PLACE] : places, never));
  return { ...stage, session, owners, sent, carrier, ended, own, send, read, write };
}
