// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { describeHandlers } from './describe-handlers.ts';

describeHandlers('jsdom');

test('jsdom is there', () => {
  expect(document.defaultView?.navigator.userAgent).toContain('jsdom');
});
