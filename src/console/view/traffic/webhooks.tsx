import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { attempt } from '../../control/act.ts';
import { call } from '../../control/call.ts';
import type { SubscriptionView } from '../../control/shapes.ts';
import { attempts, webhooks } from '../../state/shop.ts';
import { Attempt } from './attempt.tsx';
import { WebhookFaults } from './webhook-faults.tsx';
import { count, units } from '../words.ts';

const LISTED = 100;
/** Receivers may take their time, one after the other. */
const DELIVERY_MS = 120_000;

function deliver(): void {
  void attempt(
    () => call('POST', 'webhooks/deliver', undefined, DELIVERY_MS),
    () => 'Delivered what was due.',
  );
}

/** Who is told of what happens, and what they answered. */
export function Webhooks(): JSX.Element {
  const { subscriptions, pending } = webhooks.value;
  const sent = attempts.value;
  return (
    <>
      <div class="pane-head">
        <h3>Subscriptions</h3>
        <button type="button" disabled={pending === 0} onClick={deliver}>
          {pending === 0 ? 'Nothing waits' : `Deliver ${units(pending)} now`}
        </button>
      </div>
      {subscriptions.length === 0 ? (
        <p class="empty">
          Nobody is subscribed. Subscribe a receiver here, or an app by <code>/app/webhooks</code>.
        </p>
      ) : null}
      <ul class="documents" aria-label="Subscriptions">
        {subscriptions.map((each) => (
          <Subscription key={each.id} of={each} />
        ))}
      </ul>
      <Subscribe />
      <WebhookFaults />
      <div class="pane-head">
        <h3>Deliveries</h3>
        <span class="muted">{count(sent.length, 'attempt')}, newest first</span>
      </div>
      {sent.length === 0 ? <p class="empty">Nothing was sent yet.</p> : null}
      <ol class="journal" aria-label="Deliveries, newest first">
        {sent
          .slice(-LISTED)
          .toReversed()
          .map((each) => (
            <li key={each.number}>
              <Attempt of={each} />
            </li>
          ))}
      </ol>
    </>
  );
}

function Subscription({ of }: { readonly of: SubscriptionView }): JSX.Element {
  const { id, url, topics, failures, isSilent } = of;
  const end = (): void =>
    void attempt(
      () => call('DELETE', `webhooks/subscriptions/${encodeURIComponent(id)}`),
      () => `The subscription of ${url} is ended.`,
    );
  return (
    <li>
      <span>
        <span class="id">{url}</span>{' '}
        <span class="muted">{topics === null ? 'all topics' : topics.join(', ')}</span>
      </span>
      {isSilent ? (
        <span class="badge bad">✕ given up</span>
      ) : failures > 0 ? (
        <span class="badge warn">⚠ failed {failures} in a row</span>
      ) : (
        <span class="badge good">✓ listening</span>
      )}
      <button type="button" aria-label={`End the subscription of ${url}`} onClick={end}>
        End
      </button>
    </li>
  );
}

/** What is filled in; it outlives the tab. */
const draft = signal({ url: '', secret: '' });

function Subscribe(): JSX.Element {
  const { url, secret } = draft.value;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const isDone = await attempt(
      () => call('POST', 'webhooks/subscriptions', { url, secret }),
      () => `${url} is subscribed to all topics.`,
    );
    if (isDone) draft.value = { url: '', secret: '' };
  };
  return (
    <form
      class="fault-form"
      aria-label="Subscribe a receiver"
      onSubmit={(event) => void submit(event)}
    >
      <label class="wide">
        <span>Address of a receiver</span>
        <input
          type="url"
          required
          placeholder="http://127.0.0.1:3000/webhooks"
          value={url}
          onInput={({ currentTarget }) => {
            draft.value = { ...draft.value, url: currentTarget.value };
          }}
        />
      </label>
      <label>
        <span>Secret to sign with</span>
        <input
          required
          autocomplete="off"
          value={secret}
          onInput={({ currentTarget }) => {
            draft.value = { ...draft.value, secret: currentTarget.value };
          }}
        />
      </label>
      <button type="submit">Subscribe</button>
    </form>
  );
}
