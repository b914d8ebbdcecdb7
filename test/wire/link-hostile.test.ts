import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNextPage } from '../../src/wire/index.ts';

const MEBIBYTE = 2 ** 20;

describe('a hostile link header', () => {
  test.each([
    'https://evil.example/steal?pageToken=A',
    '//evil.example/?pageToken=A',
    'http://user:secret@evil.example:8080/?x=y&pageToken=A',
    'javascript:alert(1)?pageToken=A',
    '\\\\evil?pageToken=A',
  ])('gives the cursor alone, and nothing of the address %s', (url) => {
    expect(readNextPage(`<${url}>; rel=next`)).toStrictEqual({ kind: 'token', pageToken: 'A' });
  });

  test.each([
    ['no query', 'https://a/inventory'],
    ['no cursor', 'https://a/inventory?limit=5'],
    ['an empty cursor', 'https://a/inventory?pageToken='],
    ['a cursor without a value', 'https://a/inventory?pageToken&limit=5'],
    ['an empty cursor before another', 'https://a/inventory?pageToken=&pageToken=A'],
    ['a cursor in the fragment alone', 'https://a/inventory#?pageToken=A'],
    ['a cursor in the path alone', 'https://a/pageToken=A'],
    ['a cursor of another name', 'https://a/inventory?pagetoken=A&xpageToken=B'],
    ['nothing at all', ''],
  ])('is unreadable, not the end, where the next page has %s', (_fault, url) => {
    expect(readNextPage(`<${url}>; rel=next`)).toEqual({ kind: 'unreadable' });
  });

  test('is unreadable even where a later link would do', () => {
    const header = '<https://a>; rel=next, <https://a?pageToken=B>; rel=next';
    expect(readNextPage(header)).toEqual({ kind: 'unreadable' });
  });

  test('gives the first of several cursors', () => {
    expect(readNextPage('<https://a?pageToken=A&pageToken=B>; rel=next')).toEqual({
      kind: 'token',
      pageToken: 'A',
    });
  });

  test.each([
    [2048, 'token'],
    [2049, 'unreadable'],
  ])('with a cursor of %i characters has a next page that is %s', (length, kind) => {
    expect(readNextPage(`<https://a?pageToken=${'x'.repeat(length)}>; rel=next`).kind).toBe(kind);
  });

  test.each([
    ['<', 'none'],
    ['<a', 'none'],
    ['<>', 'none'],
    ['>', 'none'],
    [';', 'none'],
    [' ', 'none'],
    [',', 'none'],
    ['"', 'none'],
    ['\\"', 'none'],
    ['a', 'none'],
    [';rel', 'none'],
    [';rel= ', 'none'],
    ['<a>;rel="', 'none'],
    ['<a>;title="', 'none'],
    ['<a>;rel=x ', 'none'],
    [';\t', 'none'],
  ])('of a mebibyte of %j is read to its end', (unit, kind) => {
    const flood = unit.repeat(MEBIBYTE / unit.length);
    for (const start of ['', '<a>', '<a>;', '<a>;rel', '<a>;rel=', '<a>;rel="', '<', '"']) {
      expect(readNextPage(start + flood).kind).toBe(kind);
    }
  });

  test('gives the cursor behind a mebibyte of other links', () => {
    const others = '<https://a?pageToken=B>; rel=previous, '.repeat(MEBIBYTE / 40);
    expect(readNextPage(`${others}<https://a?pageToken=A>; rel=next`)).toEqual({
      kind: 'token',
      pageToken: 'A',
    });
  });

  test('never throws and never gives an empty cursor', () => {
    const signs = fc.stringMatching(/^[<>;,"=?#&%\\ \n\0é]$/);
    const words = fc.constantFrom('rel', 'rel=next', 'rel="next"', 'pageToken=', '%zz', '%ff');
    const pieces = fc.oneof(signs, words);
    const header = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
      fc.array(pieces).map((parts) => `<https://a?pageToken=${parts.join('')}>; rel=next`),
    );
    fc.assert(
      fc.property(header, (value) => {
        const page = readNextPage(value);
        expect(page.kind === 'token' ? page.pageToken : 'A').not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});
