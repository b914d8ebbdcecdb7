import { expect } from 'vitest';
import { brokenRules } from './answer-rules.ts';
import type { Exchange } from './contract-case.ts';
import { fillIn, settle, settleJson } from './expected-text.ts';
import type { Captures } from './expected-text.ts';
import { NONE, readMessage, readRequest } from './http-text.ts';
import type { LiteralAnswer, LiteralRequest, Message } from './http-text.ts';

/** The token in the texts of all cases. */
export const TOKEN = 'test-token';

/** A way for requests to reach a shop. */
export interface Line {
  readonly send: (request: LiteralRequest) => Promise<LiteralAnswer>;
  /** Puts the names that hold on this way into a case's texts. */
  readonly localise?: (text: string) => string;
  readonly close?: () => unknown;
}

/** Sends the request of an exchange, and holds the answer against what must come back. */
export async function expectExchange(
  { send, receive }: Exchange,
  line: Line,
  captures: Captures = new Map(),
): Promise<LiteralAnswer> {
  const request = requestOf(send, line, captures);
  const answer = await line.send(request);
  const exchange = `${request.method} ${request.path}`;
  expect({ exchange, brokenRules: brokenRules(request, answer) }).toEqual({
    exchange,
    brokenRules: [],
  });
  expectAnswer(localise(receive, line), answer, captures);
  return answer;
}

/** The request of a case's text, as it goes over a way to a shop. */
export function requestOf(
  text: string,
  line: Line,
  captures: Captures = new Map(),
): LiteralRequest {
  return readRequest(localise(fillIn(text, captures), line), localise(TOKEN, line));
}

/** Holds an answer against a text that says what must come back. */
export function expectAnswer(
  text: string,
  answer: LiteralAnswer,
  captures: Captures = new Map(),
): void {
  const expected = readMessage(text);
  expect(seen(expected, answer)).toEqual(settled(expected, answer, captures));
}

function localise(text: string, line: Line): string {
  return line.localise?.(text) ?? text;
}

/** What an answer shows of what is expected. */
function seen({ headers }: Message, answer: LiteralAnswer): object {
  return {
    status: answer.status,
    headers: Object.fromEntries(
      [...headers.keys()].map((name) => [name, answer.headers.get(name) ?? NONE]),
    ),
    body: readJson(answer.body),
  };
}

/** What is expected, with the answer's own texts wherever they fit. */
function settled(expected: Message, answer: LiteralAnswer, captures: Captures): object {
  return {
    status: Number(expected.firstLine),
    headers: Object.fromEntries(
      [...expected.headers].map(([name, value]) => {
        const header = answer.headers.get(name);
        return [name, header === undefined ? value : settle(value, header, captures)];
      }),
    ),
    body: settleJson(readJson(expected.body ?? ''), readJson(answer.body), captures),
  };
}

/** The body's JSON; a body that is none stays the text that it is. */
function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
