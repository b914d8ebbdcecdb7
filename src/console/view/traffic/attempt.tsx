import type { JSX } from 'preact';
import type { AttemptView } from '../../control/shapes.ts';
import { Body } from './journal.tsx';
import { timeOf } from '../words.ts';

const OUTCOMES = {
  delivered: ['good', '✓'],
  failed: ['bad', '✕'],
  dropped: ['warn', '⚡'],
} as const;

/** A webhook on its way: what was sent, how it was signed, and what the receiver answered. */
export function Attempt({ of }: { readonly of: AttemptView }): JSX.Element {
  const { at, topic, outcome, status, attempt, fault } = of;
  const [tone, sign] = OUTCOMES[outcome];
  return (
    <details class="request">
      <summary>
        <time dateTime={at}>{timeOf(at)}</time>
        <span class="what">
          <strong>{topic}</strong>
          {attempt > 1 ? <span class="muted"> attempt {attempt}</span> : null}
        </span>
        <span class="came">
          {fault === null ? null : <span class="badge warn">⚡ {fault}</span>}
          <span class={`badge ${tone}`}>
            {sign} {status ?? outcome}
          </span>
        </span>
      </summary>
      <Told of={of} />
    </details>
  );
}

function Told({ of }: { readonly of: AttemptView }): JSX.Element {
  const { url, signature, body, status, answer, error } = of;
  return (
    <dl class="bodies">
      <dt>To</dt>
      <dd class="id">{url}</dd>
      <dt>Signature</dt>
      <dd>{signature === null ? <span class="muted">not sent</span> : <code>{signature}</code>}</dd>
      <dt>Sent</dt>
      <dd>
        <Body of={body} />
      </dd>
      <dt>Answered</dt>
      <dd>
        {status === null ? null : <span>status {status} </span>}
        {error === null ? null : <span>{error} </span>}
        {answer === null || answer === '' ? (
          <span class="muted">no body</span>
        ) : (
          <Body of={answer} />
        )}
      </dd>
    </dl>
  );
}
