/** The HTTP server: listens, and when told to stop lets the requests in hand end. */
import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { serve } from '@hono/node-server';

export interface Listening {
  /** Such as http://127.0.0.1:3000. */
  url: string;
  /** Takes no new connections, ends the others with the answer in hand, and returns when all are ended. */
  close: () => Promise<void>;
}

/** How long connections may stay open when the server closes: one on which nothing is asked must not hold it up. */
const CLOSE_WITHIN_MS = 5_000;

/** Serves on an address; port 0 takes a free one. Rejects when the address is taken. */
export async function listen(fetch: (request: Request) => Response | Promise<Response>, host: string, port: number): Promise<Listening> {
  const server = serve({ fetch, hostname: host, port }) as Server;
  const answers = new Set<ServerResponse>();
  server.on('request', (_, response) => {
    answers.add(response);
    response.once('close', () => answers.delete(response));
  });
  await Promise.race([once(server, 'listening'), once(server, 'error').then(([error]) => Promise.reject(error))]);
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, close: () => close(server, answers) };
}

const close = (server: Server, answers: Set<ServerResponse>): Promise<void> =>
  new Promise((resolve) => {
    server.prependListener('request', (_, response) => {
      response.shouldKeepAlive = false;
    });
    for (const response of answers) response.shouldKeepAlive = false;
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS).unref();
  });
