import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { FaultInput, FaultKind, FakeOperation, PendingFault } from '../../../testing/index.ts';
import { attempt } from '../../control/act.ts';
import { call } from '../../control/call.ts';
import { faults } from '../../state/shop.ts';
import { KINDS } from './fault-kinds.ts';
import { count } from '../words.ts';

/** What goes wrong most often, one click away. */
const PRESETS: readonly (readonly [string, FaultInput])[] = [
  ['Lose the answer to a write', { operation: 'adjust', fault: { kind: 'cut-after' } }],
  ['Be down for two requests', { fault: { kind: 'status', status: 503 }, times: 2 }],
  ['Be slow once, 2 s', { fault: { kind: 'delay', ms: 2000 } }],
  ['Too many requests', { fault: { kind: 'rate-limited' } }],
];

const OPERATIONS: readonly FakeOperation[] = ['query', 'adjust', 'connect', 'webhooks'];

/** What is filled in; it outlives the tab. */
const draft = signal<{
  readonly operation: FakeOperation | '';
  readonly kind: FaultKind;
  readonly value: string;
  readonly times: number;
  readonly after: number;
}>({
  operation: '',
  kind: 'cut-after',
  value: '',
  times: 1,
  after: 0,
});

function add(input: FaultInput): void {
  void attempt(
    () => call('POST', 'faults', input),
    () => `The fault ${input.fault.kind} is switched on.`,
  );
}

/** Things that go wrong on purpose. */
export function Faults(): JSX.Element {
  return (
    <>
      <div class="presets" role="group" aria-label="Faults at a click">
        {PRESETS.map(([name, input]) => (
          <button key={name} type="button" onClick={() => add(input)}>
            {name}
          </button>
        ))}
      </div>
      <Form />
      <Pending />
    </>
  );
}

function Form(): JSX.Element {
  const { operation, kind, value, times, after } = draft.value;
  const { words, field } = KINDS[kind];
  const given = value === '' ? field?.start : value;
  const fill = (part: Partial<typeof draft.value>): void => {
    draft.value = { ...draft.value, ...part };
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const fields =
      field === undefined ? {} : { [field.name]: field.isNumber ? Number(given) : given };
    add({
      ...(operation === '' ? {} : { operation }),
      fault: { kind, ...fields } as FaultInput['fault'],
      times,
      after,
    });
  };
  return (
    <form class="fault-form" aria-label="Another fault" onSubmit={submit}>
      <label class="wide">
        <span>What goes wrong</span>
        <select
          value={kind}
          onChange={({ currentTarget }) =>
            fill({ kind: currentTarget.value as FaultKind, value: '' })
          }
        >
          {Object.entries(KINDS).map(([name, each]) => (
            <option key={name} value={name}>
              {name}: {each.words}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>For</span>
        <select
          value={operation}
          onChange={({ currentTarget }) =>
            fill({ operation: currentTarget.value as FakeOperation | '' })
          }
        >
          <option value="">any request</option>
          {OPERATIONS.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {field === undefined ? null : (
        <label>
          <span>{field.label}</span>
          <input
            inputMode={field.isNumber ? 'numeric' : 'text'}
            value={given ?? ''}
            onInput={({ currentTarget }) => fill({ value: currentTarget.value })}
          />
        </label>
      )}
      <label>
        <span>Times</span>
        <input
          type="number"
          min={1}
          value={times}
          onInput={({ currentTarget }) => fill({ times: currentTarget.valueAsNumber || 1 })}
        />
      </label>
      <label>
        <span>After letting pass</span>
        <input
          type="number"
          min={0}
          value={after}
          onInput={({ currentTarget }) => fill({ after: currentTarget.valueAsNumber || 0 })}
        />
      </label>
      <button type="submit" class="primary" title={words}>
        Switch on
      </button>
    </form>
  );
}

function clear(): void {
  void attempt(
    () => call('DELETE', 'faults'),
    () => 'All faults are taken back.',
  );
}

function Pending(): JSX.Element {
  const pending = faults.value;
  if (pending.length === 0) {
    return (
      <p class="empty">Nothing is scripted to go wrong. The next requests get true answers.</p>
    );
  }
  return (
    <>
      <div class="pane-head">
        <h3>Still to be met</h3>
        <button type="button" class="plain" onClick={clear}>
          Take all back
        </button>
      </div>
      <ul class="documents" aria-label="Faults that are still to be met">
        {pending.map((each) => (
          <li key={each.id}>
            <span>
              <span class="badge warn">⚡ {each.fault.kind}</span> {restOf(each)}
            </span>
            <button
              type="button"
              aria-label={`Take back ${each.id}, ${each.fault.kind}`}
              onClick={() => remove(each)}
            >
              Take back
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function remove({ id }: PendingFault): void {
  void attempt(
    () => call('DELETE', `faults/${encodeURIComponent(id)}`),
    () => `The fault ${id} is taken back.`,
  );
}

function restOf({ operation, times, after }: PendingFault): string {
  const whom = operation === undefined ? 'any request' : operation;
  const later = after === 0 ? '' : `, after ${count(after, 'more', 'more')}`;
  return `${whom}, ${times === 1 ? 'once' : `${times} times`}${later}`;
}
