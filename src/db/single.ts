/** One connection of its own, outside the pool. */
import pg from 'pg';

/**
 * A client, not yet connected, whose loss is told by the statement in hand, or by its event 'end'. A client tells of one loss up to
 * twice, and Node ends a process for an 'error' that nobody hears.
 */
export function singleClient(url: string, options: Omit<pg.ClientConfig, 'connectionString'> = {}): pg.Client {
  const client = new pg.Client({ ...options, connectionString: url });
  client.on('error', () => {});
  return client;
}
