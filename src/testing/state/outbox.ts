import { MAX_FAILURES_IN_A_ROW, WEBHOOK_TIMEOUT_MS } from '../../wire/index.ts';
import type { SentOrder, SubscriptionObject } from '../../wire/index.ts';
import { DraftMap } from '../../model/persistent/persistent-map.ts';
import { emptyScript } from './fault-script.ts';
import type { FaultScript, PendingWebhookFault } from './fault-script.ts';
import type { WebhookAttempt } from '../webhooks/subscription.ts';

/** A subscription as it was made. */
export interface Subscriber {
  /** `subscription-1`, `subscription-2` … in the order in which they were made. */
  readonly id: string;
  readonly url: string;
  readonly topics: readonly string[] | undefined;
  readonly secret: string;
  readonly send: (request: Request) => Response | Promise<Response>;
  /** How long its answer is waited for, in milliseconds. */
  readonly timeoutMs: number;
}

/** A subscription that the app made by a request. */
interface Registered extends SubscriptionObject {
  /** Undefined where nobody knows the secret to sign with: then nothing is sent. */
  readonly subscriber: Subscriber | undefined;
}

/** A webhook on its way to a subscriber. */
export interface Delivery {
  readonly subscriber: Subscriber;
  readonly topic: string;
  readonly body: string;
  /** When it may be sent, by the fake's clock. */
  readonly dueAt: number;
  /** How often it was sent. */
  readonly attempts: number;
}

/** The memory that a shop has of its webhooks. */
export interface WebhookState {
  /** With how often they failed in a row. */
  readonly subscribers: Map<Subscriber, number>;
  /** The news that was last told of each order. */
  readonly orders: DraftMap<SentOrder>;
  /** The subscriptions that the app made by requests, in their order. */
  registered: readonly Registered[];
  /** How many it ever made. */
  made: number;
  /** How many subscribers it ever had. */
  subscribed: number;
  /** The latest attempts, oldest first. */
  attempts: readonly WebhookAttempt[];
  /** How many attempts there ever were. */
  attempted: number;
  queue: readonly Delivery[];
  faults: FaultScript<PendingWebhookFault>;
  copy(): WebhookState;
}

/** The webhooks of a shop without subscribers. */
export function openWebhooks(): WebhookState {
  return stateOf({
    subscribers: new Map(),
    orders: new DraftMap(new Map<string, SentOrder>()),
    registered: [],
    made: 0,
    subscribed: 0,
    attempts: [],
    attempted: 0,
    queue: [],
    faults: emptyScript(),
  });
}

function stateOf(fields: Omit<WebhookState, 'copy'>): WebhookState {
  const state: WebhookState = {
    ...fields,
    copy: () => {
      const { subscribers, orders } = state;
      const copied = new DraftMap(orders.snapshot());
      return stateOf({ ...state, subscribers: new Map(subscribers), orders: copied });
    },
  };
  return state;
}

/** Whether nothing is sent to a subscriber: it failed too often, or there is no such subscription. */
export function isSilent({ subscribers }: WebhookState, subscriber: Subscriber): boolean {
  return (subscribers.get(subscriber) ?? MAX_FAILURES_IN_A_ROW) >= MAX_FAILURES_IN_A_ROW;
}

/** The id of the next subscriber. */
export function nextSubscriber(state: WebhookState): string {
  state.subscribed += 1;
  return `subscription-${state.subscribed}`;
}

/** How many attempts a shop remembers. */
const MOST_ATTEMPTS = 1000;

/** Remembers an attempt. */
export function remember(state: WebhookState, attempt: WebhookAttempt): void {
  state.attempted += 1;
  state.attempts = [...state.attempts.slice(1 - MOST_ATTEMPTS), attempt];
}

/** Puts a webhook behind those that wait, for everybody who subscribed to its topic. */
export function enqueue(state: WebhookState, topic: string, body: string, dueAt: number): void {
  const added = [...state.subscribers.keys()]
    .filter((each) => !isSilent(state, each) && each.topics?.includes(topic) !== false)
    .map((subscriber) => ({ subscriber, topic, body, dueAt, attempts: 0 }));
  state.queue = [...state.queue, ...added];
}

/** As long as the ids that the platform gives to subscriptions. */
const FIRST_ID = 8_589_934_859;

/** Keeps a subscription that a request asks for; an id takes the place of the one that has it. */
export function register(
  state: WebhookState,
  fields: Omit<SubscriptionObject, 'id'>,
  secret: string | undefined,
  known?: number,
): Registered {
  const id = known ?? FIRST_ID + state.made;
  const { address, topic } = fields;
  const subscriber =
    secret === undefined ? undefined : bySocket(nextSubscriber(state), address, topic, secret);
  const made = { ...fields, id, subscriber };
  if (known === undefined) {
    state.made += 1;
    state.registered = [...state.registered, made];
  } else {
    dismiss(state, state.registered.find((each) => each.id === id)?.subscriber);
    state.registered = state.registered.map((each) => (each.id === id ? made : each));
  }
  if (subscriber !== undefined) state.subscribers.set(subscriber, 0);
  return made;
}

/** Forgets a subscription that a request made. */
export function unregister(state: WebhookState, id: number): void {
  dismiss(state, state.registered.find((each) => each.id === id)?.subscriber);
  state.registered = state.registered.filter((each) => each.id !== id);
}

/** Ends what is sent to a subscriber; what waits is not sent. */
export function dismiss(state: WebhookState, subscriber: Subscriber | undefined): void {
  if (subscriber === undefined) return;
  state.subscribers.delete(subscriber);
  state.queue = state.queue.filter((each) => each.subscriber !== subscriber);
}

const sendBySocket = (request: Request): Promise<Response> => globalThis.fetch(request);

function bySocket(id: string, url: string, topic: string, secret: string): Subscriber {
  return { id, url, topics: [topic], secret, send: sendBySocket, timeoutMs: WEBHOOK_TIMEOUT_MS };
}
