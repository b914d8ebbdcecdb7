import { computed, signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { NumberedRequest } from '../../control/shapes.ts';
import { requests } from '../../state/shop.ts';
import { count, timeOf } from '../words.ts';

const STEP = 100;

type Kind = 'all' | 'writes' | 'trouble' | 'unexpected';
const KINDS: readonly (readonly [Kind, string])[] = [
  ['all', 'all requests'],
  ['writes', 'writes'],
  ['trouble', 'faults and refusals'],
  ['unexpected', 'unexpected requests'],
];

const kind = signal<Kind>('all');
const shown = signal(STEP);
const found = computed(() => requests.value.filter((request) => isOf(kind.value, request)));

function isOf(wanted: Kind, { operation, method, status, fault }: NumberedRequest): boolean {
  if (wanted === 'writes') return method !== 'GET';
  if (wanted === 'trouble') return fault !== undefined || (status ?? 0) >= 400;
  return wanted === 'all' || operation === undefined;
}

/** What programs asked of the shop, and what they got. */
export function Journal(): JSX.Element {
  const newest = found.value.slice(-shown.value).toReversed();
  const left = found.value.length - newest.length;
  return (
    <>
      <div class="tools">
        <label class="grows">
          <span>Show</span>
          <select
            value={kind.value}
            onChange={({ currentTarget }) => {
              kind.value = currentTarget.value as Kind;
              shown.value = STEP;
            }}
          >
            {KINDS.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </div>
      {newest.length === 0 ? <Nothing /> : null}
      <ol class="journal" aria-label="Requests, newest first">
        {newest.map((request) => (
          <li key={request.number}>
            <Entry request={request} />
          </li>
        ))}
      </ol>
      {left <= 0 ? null : (
        <button
          type="button"
          onClick={() => {
            shown.value += STEP;
          }}
        >
          Show {Math.min(left, STEP)} more of {count(left, 'older request')}
        </button>
      )}
    </>
  );
}

function Nothing(): JSX.Element {
  if (requests.value.length > 0) return <p class="empty">No request is like that.</p>;
  return (
    <p class="empty">
      No program has asked anything yet. Point one at <code>{location.origin}</code> as its{' '}
      <code>baseUrl</code>; what it sends and gets appears here as it happens.
    </p>
  );
}

function Entry({ request }: { readonly request: NumberedRequest }): JSX.Element {
  const { id, at, operation, method, path, query, body, fault, answer } = request;
  const parameters = new URLSearchParams(query).toString();
  return (
    <details class="request">
      <summary>
        <time dateTime={at}>{timeOf(at)}</time>
        <span class="what">
          <strong>{method}</strong> {operation ?? 'unexpected'}
          <span class="muted id"> {path.replace(/^\/api\/\d+/, '')}</span>
        </span>
        <span class="came">
          {fault === undefined ? null : <span class="badge warn">⚡ {fault}</span>}
          <Status request={request} />
        </span>
      </summary>
      <dl class="bodies">
        <dt>{id}</dt>
        <dd class="id">
          {method} {path}
          {parameters === '' ? '' : `?${parameters}`}
        </dd>
        <dt>Sent</dt>
        <dd>{body === undefined ? <span class="muted">no body</span> : <Body of={body} />}</dd>
        <dt>Answered</dt>
        <dd>
          {answer === undefined ? (
            <span class="muted">{wordsOf(request)}</span>
          ) : (
            <Body of={answer} />
          )}
        </dd>
      </dl>
    </details>
  );
}

/** A body as it is read best. */
export function Body({ of }: { readonly of: unknown }): JSX.Element {
  return (
    <pre tabIndex={0}>{typeof of === 'string' ? pretty(of) : JSON.stringify(of, null, 2)}</pre>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Status({
  request: { status, operation },
}: {
  readonly request: NumberedRequest;
}): JSX.Element {
  if (status === undefined) return <span class="badge warn">… no answer</span>;
  const isGood = status < 400 && operation !== undefined;
  return (
    <span class={isGood ? 'badge good' : 'badge bad'}>
      {isGood ? '✓' : '✕'} {status}
    </span>
  );
}

function wordsOf({ status, fault }: NumberedRequest): string {
  if (status === undefined) return 'no answer: cut off before, given up, or still under way';
  const lost =
    fault === 'cut-after' || fault === 'late' ? ', and the answer was lost on its way' : '';
  return `status ${status}${lost}`;
}
