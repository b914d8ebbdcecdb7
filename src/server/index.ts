// A fake over HTTP: an adapter around its answers, and nothing of stock or of the API.

export { serveInventoryFake } from './serve.ts';
export type { ServedInventoryFake } from './serve.ts';
export { ListenError } from './listen-error.ts';
export type { ServeOptions } from './options.ts';
