import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';

const EVERYTHING = { showHidden: true, depth: Infinity, getters: true, maxStringLength: Infinity };

/** Everything that could be seen of a value in a log, a crash report, a debugger or a message. */
export function surfacesOf(value: unknown): readonly string[] {
  const seen = new Set<unknown>();
  const texts: string[] = [printed(value)];
  const visit = (each: unknown): void => {
    texts.push(textOf(each));
    if ((typeof each !== 'object' && typeof each !== 'function') || each === null) return;
    if (seen.has(each)) return;
    seen.add(each);
    texts.push(inspect(each, EVERYTHING), clonedText(each));
    for (const key of Reflect.ownKeys(each)) {
      texts.push(String(key));
      visit(got(each, key));
    }
    const prototype: unknown = Object.getPrototypeOf(each);
    if (typeof prototype === 'object' && prototype !== null) visitGetters(prototype, each);
  };
  const visitGetters = (prototype: object, each: object): void => {
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if ('get' in property && key !== '__proto__') visit(got(prototype, key, each));
    }
  };
  visit(value);
  return texts;
}

/** A property, or the error that its getter throws. */
function got(target: object, key: string | symbol, receiver: object = target): unknown {
  try {
    return Reflect.get(target, key, receiver);
  } catch (error) {
    return error;
  }
}

/** What a console prints of a value, in every way that it can. */
function printed(value: unknown): string {
  let text = '';
  const stream = new Writable({
    write: (chunk, _, done) => {
      text += String(chunk);
      done();
    },
  });
  const console = new Console(stream, stream);
  console.log(value);
  console.error('%s %o %O %j', value, value, value, value);
  console.dir(value, { showHidden: true, depth: null });
  console.table([value]);
  return text;
}

function textOf(value: unknown): string {
  if (typeof value === 'symbol') return String(value);
  const json = typeof value === 'bigint' ? '' : JSON.stringify(value);
  // oxlint-disable-next-line typescript/restrict-template-expressions -- as logs do
  return `${json} ${value} ${String(value)}`;
}

/** What another thread gets to see; functions cannot go there. */
function clonedText(value: unknown): string {
  try {
    return inspect(structuredClone(value), EVERYTHING);
  } catch {
    return '';
  }
}
