import { Ajv2020 } from 'ajv/dist/2020.js';
import openapi from '../../src/wire/openapi.json' with { type: 'json' };
import type { LiteralAnswer, LiteralRequest } from './http-text.ts';

interface Media {
  readonly schema: { readonly $ref: string };
}
interface Reply {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, Media>>;
}
interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly schema: object;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Reply>>;
}
interface Description {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Reply>> };
}

const description: Description = openapi as unknown as Description;
// What the keywords of OpenAPI say beside the schemas is nothing to validate.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(openapi, 'openapi');

const JSON_TYPE = 'application/json';

/** The operation that a request is for, where the description has one. */
function operationOf({ method, path }: LiteralRequest): Operation | undefined {
  const [plain = ''] = path.split('?', 1);
  const known = Object.keys(description.paths)
    .filter((each) => patternOf(each).test(plain))
    .toSorted((a, b) => Number(a.includes('{')) - Number(b.includes('{')));
  return description.paths[known[0] ?? '']?.[method.toLowerCase()];
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

function check(media: Media | undefined, body: string, what: string): readonly string[] {
  if (media === undefined) return body === '' ? [] : [`${what} has a body that is not described`];
  const schema = { $ref: `openapi${media.schema.$ref}` };
  if (ajv.validate(schema, JSON.parse(body))) return [];
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath} ${message}`);
}

/**
 * What openapi.json says otherwise of an exchange: an answer that it does not describe, or a request
 * that it forbids and the platform carried out.
 */
export function undescribed(request: LiteralRequest, answer: LiteralAnswer): readonly string[] {
  // One version is described; a shop of another one answers to other paths.
  if (!request.path.startsWith(`/api/${description.info.version}/`)) return [];
  const operation = operationOf(request);
  const isDone = answer.status < 300;
  if (operation === undefined) return isDone ? ['an answer to what is not described'] : [];
  const told = operation.responses[String(answer.status)];
  if (told === undefined) return [`status ${answer.status} is not described`];
  const [, name = ''] = /^#\/components\/responses\/(.*)$/.exec(told.$ref ?? '') ?? [];
  const reply = told.$ref === undefined ? told : description.components.responses[name];
  const sent = isDone ? sentBy(request, operation) : [];
  return [...sent, ...check(reply?.content?.[JSON_TYPE], answer.body, 'the answer')];
}

/** The ways in which a request differs from its description. */
function sentBy({ path, body }: LiteralRequest, operation: Operation): readonly string[] {
  const { parameters = [], requestBody } = operation;
  const known = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
  const query = new URLSearchParams(path.split('?')[1] ?? '');
  const unknown = [...query.keys()].filter((name) => !known.includes(name));
  return [
    ...unknown.map((name) => `the parameter ${name} is not described`),
    ...check(requestBody?.content[JSON_TYPE], body ?? '', 'the request'),
  ];
}
