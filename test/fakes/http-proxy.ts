/**
 * Stands between the service and a channel: passes requests on and keeps a list of them, and does to answers what a bad
 * network does. It also answers in the channel's place where a stand-in cannot be told to.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface PassedRequest {
  path: string;
  body: string;
  retryKey: string | undefined;
  /** What the channel answered; absent while it has not. */
  status?: number;
}

/**
 * What happens to a request: `lose` breaks the connection after the channel answered, `hold` never passes its answer on,
 * a number is the status that its answer is replaced by, `refuse` answers in its place.
 */
export type Treatment = 'pass' | 'lose' | 'hold' | number | { refuse: number; body: object };

export interface HttpProxy {
  url: string;
  requests: readonly PassedRequest[];
  /** Decides on each request from now on. */
  treat: (decide: (request: PassedRequest) => Treatment) => void;
  close: () => Promise<void>;
}

/** Starts the proxy in front of `target` on a free port. */
export async function startHttpProxy(target: string): Promise<HttpProxy> {
  const requests: PassedRequest[] = [];
  let decide: (request: PassedRequest) => Treatment = () => 'pass';
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const retryKey = request.headers['x-line-retry-key'];
    const passed: PassedRequest = {
      path: request.url ?? '',
      body: Buffer.concat(chunks).toString(),
      retryKey: typeof retryKey === 'string' ? retryKey : undefined,
    };
    requests.push(passed);
    const treatment = decide(passed);
    if (typeof treatment === 'object') {
      passed.status = treatment.refuse;
      response.writeHead(treatment.refuse, { 'content-type': 'application/json' }).end(JSON.stringify(treatment.body));
      return;
    }
    const answer = await fetch(target + passed.path, { method: request.method ?? 'POST', headers: headersOf(request), body: passed.body });
    const text = await answer.text();
    passed.status = answer.status;
    if (treatment === 'hold') return;
    if (treatment === 'lose') response.destroy();
    else response.writeHead(treatment === 'pass' ? answer.status : treatment, { 'content-type': 'application/json' }).end(text);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    requests,
    treat: (by) => {
      decide = by;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const PASSED_ON = ['authorization', 'content-type', 'x-line-retry-key'];

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(PASSED_ON.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])));
