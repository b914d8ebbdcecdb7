import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LiteralAnswer, LiteralRequest } from './http-text.ts';

const run = promisify(execFile);

const PYTHON = `
import http.client, json, sys
host, method, path, headers, body = json.loads(sys.argv[1])
connection = http.client.HTTPConnection(host, timeout=10)
connection.request(method, path, body=body, headers=headers)
answer = connection.getresponse()
lines = [f'HTTP/1.1 {answer.status}', *map(': '.join, answer.getheaders()), '', '']
print('\\r\\n'.join(lines) + answer.read().decode(), end='')
`;

/** Sends a request by curl. */
export async function sendByCurl(url: string, request: LiteralRequest): Promise<LiteralAnswer> {
  const { method, path, headers, body } = request;
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const data = body === undefined ? [] : ['--data-binary', body];
  const options = ['-sS', '--path-as-is', '--globoff', '-i', '-X', method, ...named, ...data];
  return readAnswer((await run('curl', [...options, `${url}${path}`])).stdout);
}

/** Sends a request by Python's http.client. */
export async function sendByPython(url: string, request: LiteralRequest): Promise<LiteralAnswer> {
  const { method, path, headers, body = null } = request;
  const given = JSON.stringify([new URL(url).host, method, path, headers, body]);
  return readAnswer((await run('python3', ['-c', PYTHON, given])).stdout);
}

/** Reads an answer as it came over the wire. */
function readAnswer(text: string): LiteralAnswer {
  const [head = '', ...body] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const [name = '', ...value] = line.split(': ');
    return [name.toLowerCase(), value.join(': ')];
  });
  const status = Number(/\b\d{3}\b/.exec(statusLine)?.[0]);
  return { status, headers: new Map(headers), body: body.join('\r\n\r\n') };
}
