import { MAX_FAILURES_IN_A_ROW } from '../../wire/index.ts';
import type { WebhookOrder } from '../../wire/index.ts';
import { cowMap } from './cow-map.ts';
import type { CowMap } from './cow-map.ts';
import type { WebhookFaultScript } from '../faults/fault.ts';

/** A subscription as it was made. */
export interface Subscriber {
  readonly url: string;
  readonly topics: readonly string[] | undefined;
  readonly secret: string;
  readonly send: (request: Request) => Response | Promise<Response>;
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

/** What a shop remembers of its webhooks. */
export interface WebhookState {
  /** With how often they failed in a row. */
  readonly subscribers: Map<Subscriber, number>;
  /** What was last told of each order. */
  readonly orders: CowMap<WebhookOrder>;
  queue: readonly Delivery[];
  faults: WebhookFaultScript;
  copy(): WebhookState;
}

/** The webhooks of a shop without subscribers. */
export function openWebhooks(): WebhookState {
  return stateOf({
    subscribers: new Map(),
    orders: cowMap(),
    queue: [],
    faults: { pending: [], added: 0 },
  });
}

function stateOf(fields: Omit<WebhookState, 'copy'>): WebhookState {
  const state: WebhookState = {
    ...fields,
    copy: () => {
      const { subscribers, orders } = state;
      return stateOf({ ...state, subscribers: new Map(subscribers), orders: orders.copy() });
    },
  };
  return state;
}

/** Whether nothing is sent to a subscriber: it failed too often, or there is no such subscription. */
export function isSilent({ subscribers }: WebhookState, subscriber: Subscriber): boolean {
  return (subscribers.get(subscriber) ?? MAX_FAILURES_IN_A_ROW) >= MAX_FAILURES_IN_A_ROW;
}

/** Puts a webhook behind those that wait, for everybody who subscribed to its topic. */
export function enqueue(state: WebhookState, topic: string, body: string, dueAt: number): void {
  const added = [...state.subscribers.keys()]
    .filter((each) => !isSilent(state, each) && each.topics?.includes(topic) !== false)
    .map((subscriber) => ({ subscriber, topic, body, dueAt, attempts: 0 }));
  state.queue = [...state.queue, ...added];
}
