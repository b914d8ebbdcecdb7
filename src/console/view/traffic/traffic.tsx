import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { faults, openOrders, openShipments, requests, webhooks } from '../../state/shop.ts';
import { Documents } from './documents.tsx';
import { Faults } from './faults.tsx';
import { Journal } from './journal.tsx';
import { Webhooks } from './webhooks.tsx';
import { units } from '../words.ts';

const TABS = [
  { id: 'requests', name: 'Requests', many: () => requests.value.length, Panel: Journal },
  { id: 'faults', name: 'Faults', many: () => faults.value.length, Panel: Faults },
  { id: 'webhooks', name: 'Webhooks', many: () => webhooks.value.pending, Panel: Webhooks },
  {
    id: 'orders',
    name: 'Orders',
    many: () => openOrders.value.length + openShipments.value.length,
    Panel: Documents,
  },
] as const;

const current = signal(0);

/** What goes between programs and the shop. */
export function Traffic(): JSX.Element {
  const tab = TABS[current.value] ?? TABS[0];
  const { Panel } = tab;

  const onKeyDown = (event: KeyboardEvent): void => {
    const to = {
      ArrowRight: (current.value + 1) % TABS.length,
      ArrowLeft: (current.value + TABS.length - 1) % TABS.length,
      Home: 0,
      End: TABS.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    current.value = to;
    document.getElementById(`tab-${TABS[to]?.id}`)?.focus();
  };

  return (
    <section class="pane traffic" id="traffic" aria-label="Traffic">
      <div class="tabs" role="tablist" aria-label="Traffic" onKeyDown={onKeyDown}>
        {TABS.map(({ id, name, many }, at) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={at === current.value}
            aria-controls={at === current.value ? `panel-${id}` : undefined}
            tabIndex={at === current.value ? 0 : -1}
            onClick={() => {
              current.value = at;
            }}
          >
            {name} {many() === 0 ? null : <span class="badge">{units(many())}</span>}
          </button>
        ))}
      </div>
      <div
        class="panel"
        role="tabpanel"
        id={`panel-${tab.id}`}
        key={tab.id}
        aria-labelledby={`tab-${tab.id}`}
        tabIndex={0}
      >
        <Panel />
      </div>
    </section>
  );
}
