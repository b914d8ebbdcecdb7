import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNextPage, writeLink } from '../../src/wire/index.ts';
import { writeListQuery } from './by-default.ts';

const URL_A = 'https://acme.genmystore.com/api/202412/inventory?limit=50&pageToken=A';
const URL_B = 'https://acme.genmystore.com/api/202412/inventory?limit=50&pageToken=B';
const TOKEN_A = { kind: 'token', pageToken: 'A' };

describe('a link header', () => {
  test.each([
    ['as documented', `<${URL_A}>; rel=next, <${URL_B}>; rel=previous`],
    ['with the next page last', `<${URL_B}>; rel=previous, <${URL_A}>; rel=next`],
    ['with spaces inside the brackets', `< ${URL_A} >; rel=next`],
    ['as a whole in double quotes', `"<${URL_A}>; rel=next, <${URL_B}>; rel=previous"`],
    [
      'as a whole in double quotes, the next page last',
      `"<${URL_B}>; rel=previous, <${URL_A}>; rel=next"`,
    ],
    ['in double quotes, with a quoted rel', `"<${URL_A}>; rel="next", <${URL_B}>; rel="previous""`],
    ['in double quotes, with escaped ones', String.raw`"<${URL_A}>; rel=\"next\""`],
    [
      'with a host without its end',
      '<https://acme.genmystore/api/202412/inventory?pageToken=A>; rel=next',
    ],
    ['with a host and nothing behind it', '< https://acme.?pageToken=A >; rel=next'],
    ['with a quoted rel', `<${URL_A}>; rel="next"`],
    ['with a rel in braces', `<${URL_A}>; rel={next}, <${URL_B}>; rel={previous}`],
    ['without brackets', `${URL_A}; rel=next`],
    ['without brackets, the next page last', `${URL_B}; rel=previous, ${URL_A}; rel="next"`],
    [
      'without brackets, as a whole in double quotes',
      `"${URL_B}; rel=previous,${URL_A}; rel=next"`,
    ],
    ['with a rel in single quotes', `<${URL_A}>; rel='next'`],
    ['with several relations in one rel', `<${URL_A}>; rel="prefetch  next last"`],
    ['in upper case', `<${URL_A}>; REL=NEXT`],
    ['with blanks around everything', `  <${URL_A}>\t ;  rel =  "next" ; x=y  `],
    ['without any blanks', `<${URL_B}>;rel=previous,<${URL_A}>;rel=next`],
    ['without a comma between links', `<${URL_B}>; rel=previous <${URL_A}>; rel=next`],
    ['with other parameters before rel', `<${URL_A}>; title="page 2"; media=all; rel=next`],
    ['with a parameter that has no value', `<${URL_A}>; crossorigin; rel=next`],
    ['with an empty parameter', `<${URL_A}>;; ; rel=next;`],
    ['with links of other kinds around', `<a>; rel=first, <b>, <${URL_A}>; rel=next, <c>`],
    ['with commas and semicolons in URLs', `<x?a=1,2;3;rel=prev&pageToken=A>; rel=next`],
    ['with a fragment', `<${URL_A}#top?pageToken=C>; rel=next`],
    ['with a relative URL', '<?pageToken=A>; rel=next'],
    ['with two next links', `<${URL_A}>; rel=next, <${URL_B}>; rel=next`],
    ['with a comma in a quoted text', `<${URL_A}>; title="a, b; c > d <e>"; rel=next`],
    ['with a link in a quoted text', `<${URL_A}>; title=", <${URL_B}>; rel=previous"; rel=next`],
  ])('gives the cursor of the next page %s', (_manner, header) => {
    expect(readNextPage(header)).toEqual(TOKEN_A);
  });

  test.each([
    ['there is none', null],
    ['it is empty', ''],
    ['it holds the previous page alone', `<${URL_A}>; rel=previous`],
    ['no link has a rel', `<${URL_A}>`],
    ['rel has no value', `<${URL_A}>; rel; rel=`],
    [
      'next is only a part of the relation',
      `<${URL_A}>; rel=next-archive, <${URL_A}>; rel=nextpage`,
    ],
    ['next stands in another parameter', `<${URL_A}>; title="rel=next"; xrel=next; rev=next`],
    ['a URL stands in a quoted text', `<${URL_B}>; rel=previous; title="a, ${URL_A}; rel=next"`],
    ['next stands in a quoted text', `<${URL_A}>; title="; rel=next"; rel=previous`],
    ['next stands inside a URL', `<${URL_A}; rel=next>; rel=previous`],
    ['next is the second rel of a link', `<${URL_A}>; rel=previous; rel=next`],
    ['no link belongs to the rel', 'rel=next; rel=next'],
  ])('says that there is no next page where %s', (_reason, header) => {
    expect(readNextPage(header)).toEqual({ kind: 'none' });
  });
});

describe('writing a link header', () => {
  test('writes the documented text', () => {
    expect(writeLink({ next: 'https://a/x?b', previous: 'https://a/y' })).toBe(
      '<https://a/x?b>; rel=next, <https://a/y>; rel=previous',
    );
  });

  test('leaves out what is not there', () => {
    expect(writeLink({ next: undefined, previous: 'https://a/y' })).toBe(
      '<https://a/y>; rel=previous',
    );
    expect(writeLink({})).toBe('');
  });

  test('carries any cursor to the reader, percent-encoded where it must be', () => {
    const cursor = fc.oneof(
      fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }),
      fc.base64String({ minLength: 4 }),
      fc.constantFrom(
        '+',
        ' ',
        '%2B',
        '%',
        'a%zz',
        '&pageToken=',
        '>; rel=previous',
        '"',
        'é,;#?/',
      ),
    );
    fc.assert(
      fc.property(cursor, cursor, (pageToken, other) => {
        const next = `https://a/inventory?${writeListQuery({ limit: 5, pageToken }).toString()}`;
        const previous = `https://a/inventory?${writeListQuery({ pageToken: other }).toString()}`;
        expect(readNextPage(writeLink({ previous, next }))).toEqual({ kind: 'token', pageToken });
      }),
    );
  });
});
