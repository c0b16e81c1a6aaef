/** What a case puts between the service and the others; gone after the test, whatever comes of it. */
import { onTestFinished } from 'vitest';
import { type HttpProxy, startHttpProxy } from '../fakes/http-proxy.ts';
import { type PgProxy, startPgProxy } from '../fakes/pg-proxy.ts';

/** A network in front of a channel. */
export const between = async (url: string): Promise<HttpProxy> => goneAfterwards(await startHttpProxy(url));

/** A network in front of the database. */
export const betweenDatabase = async (url: string): Promise<PgProxy> => goneAfterwards(await startPgProxy(url));

function goneAfterwards<Proxy extends { close: () => Promise<void> }>(proxy: Proxy): Proxy {
  onTestFinished(() => proxy.close());
  return proxy;
}
