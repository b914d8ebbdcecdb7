import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRIC_HTTP_CLIENT_REQUEST_DURATION } from '@opentelemetry/semantic-conventions';
import { expect, test } from 'vitest';
import { ROOT } from './pages.ts';

const PAGE = readFileSync(join(ROOT, 'docs/guides/telemetry.md'), 'utf8');

/** The ends that Prometheus gives to names. */
const ENDS = { Counter: '_total', Histogram: '_count', ObservableGauge: '' } as const;

/** The instruments that the page makes, as Prometheus names them. */
function namesOfInstruments(): string[] {
  const made = PAGE.matchAll(
    /\.create(?<kind>Counter|Histogram|ObservableGauge)\((?<name>[^,)]+)(?<rest>[^)]*)\)/g,
  );
  return Array.from(made, ({ groups: { kind, name, rest } = {} }) => {
    const isHttp = name?.startsWith('http.');
    const told = isHttp ? METRIC_HTTP_CLIENT_REQUEST_DURATION : (name?.slice(1, -1) ?? '');
    const unit = rest?.includes("unit: 's'") ? '_seconds' : '';
    return told.replaceAll(/\W/g, '_') + unit + ENDS[kind as keyof typeof ENDS];
  });
}

test('the alerts of the guide to telemetry ask for what its code measures', () => {
  const asked = Array.from(PAGE.matchAll(/expr: \w+\((?<name>\w+)/g), ({ groups }) => {
    return groups?.['name'];
  });
  expect(asked).toHaveLength(3);
  expect(namesOfInstruments()).toEqual(expect.arrayContaining(asked));
});
