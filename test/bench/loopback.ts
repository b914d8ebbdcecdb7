import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Serves a constant page of 50 levels on this machine, as long as the measuring takes. */
export async function withPageServer<Result>(
  measure: (baseUrl: string) => Promise<Result>,
): Promise<Result> {
  const worker = new Worker(new URL('page-server.ts', import.meta.url));
  try {
    const [port] = (await once(worker, 'message')) as [number];
    return await measure(`http://127.0.0.1:${port}`);
  } finally {
    await worker.terminate();
  }
}
