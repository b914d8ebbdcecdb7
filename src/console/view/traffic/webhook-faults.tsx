import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { WebhookFault } from '../../../testing/index.ts';
import { attempt } from '../../control/act.ts';
import { call } from '../../control/call.ts';
import { webhookFaults } from '../../state/shop.ts';

const KINDS: Readonly<Record<WebhookFault['kind'], string>> = {
  duplicate: 'sent twice',
  reorder: 'sent last',
  drop: 'lost',
  'bad-signature': 'signed wrongly',
  delay: 'held back for 5 s',
};

const kind = signal<WebhookFault['kind']>('duplicate');

/** What goes wrong with the next deliveries. */
export function WebhookFaults(): JSX.Element {
  const add = (event: Event): void => {
    event.preventDefault();
    const fault = kind.value === 'delay' ? { kind: kind.value, ms: 5000 } : { kind: kind.value };
    void attempt(
      () => call('POST', 'webhooks/faults', { fault }),
      () => `The next delivery will be ${KINDS[fault.kind]}.`,
    );
  };
  return (
    <>
      <form class="tools" aria-label="A fault of the next delivery" onSubmit={add}>
        <label class="grows">
          <span>The next delivery is</span>
          <select
            value={kind.value}
            onChange={({ currentTarget }) => {
              kind.value = currentTarget.value as WebhookFault['kind'];
            }}
          >
            {Object.entries(KINDS).map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Switch on</button>
      </form>
      <ul class="documents" aria-label="Faults of deliveries that are still to be met">
        {webhookFaults.value.map(({ id, fault, times }) => (
          <li key={id}>
            <span>
              <span class="badge warn">⚡ {fault.kind}</span>{' '}
              {times === 1 ? 'once' : `${times} times`}
            </span>
            <button type="button" aria-label={`Take back ${id}`} onClick={() => remove(id)}>
              Take back
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function remove(id: string): void {
  void attempt(
    () => call('DELETE', `webhooks/faults/${encodeURIComponent(id)}`),
    () => `The fault ${id} is taken back.`,
  );
}
