/** The least that stands in for a platform: takes every request, answers at once, and tells when each came. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandIn {
  url: string;
  /** When each request came, in milliseconds of performance.now(). */
  at: number[];
  /** Requests refused for coming too fast. */
  refused(): number;
  close(): void;
}

/** Requests beyond `perSecond` within any calendar second are answered with 429. `hear` is given each body. */
export async function standIn(hear: (body: string) => void = () => {}, perSecond = Number.POSITIVE_INFINITY): Promise<StandIn> {
  const at: number[] = [];
  let [second, count, refused] = [0, 0, 0];
  const server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const now = Math.floor(Date.now() / 1000);
      count = now === second ? count + 1 : 1;
      second = now;
      const status = count > perSecond ? 429 : 200;
      if (status === 429) refused += 1;
      else at.push(performance.now());
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"id":"1"}');
      hear(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    at,
    refused: () => refused,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
