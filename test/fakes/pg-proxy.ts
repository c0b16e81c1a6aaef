/** Stands between the service and PostgreSQL and withholds what a case wants withheld, for statements that match. */
import { connect, createServer, type Socket } from 'node:net';

export interface PgProxy {
  /** The address of a database as seen through the proxy. */
  through: (url: string) => string;
  /** From a statement that contains `text` on, the server does not hear this connection any more. */
  withholdStatement: (text: string) => void;
  /** A statement that contains `text` is carried out, and the service does not hear of it, nor of anything after it. */
  withholdAnswer: (text: string) => void;
  /** How many statements were caught. */
  caught: () => number;
  close: () => Promise<void>;
}

interface Rule {
  side: 'statement' | 'answer';
  text: string;
}

/** Starts the proxy in front of the server of `databaseUrl`, on a free port. */
export async function startPgProxy(databaseUrl: string): Promise<PgProxy> {
  const target = Number(new URL(databaseUrl).port);
  const sockets = new Set<Socket>();
  let rule: Rule | undefined;
  let caught = 0;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    let withheld: Rule['side'] | undefined;
    client.on('data', (chunk) => {
      if (!withheld && rule && chunk.includes(rule.text)) {
        withheld = rule.side;
        caught += 1;
      }
      if (withheld !== 'statement') upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!withheld) client.write(chunk);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    through: (url) => url.replace(`:${target}/`, `:${port}/`),
    withholdStatement: (text) => {
      rule = { side: 'statement', text };
    },
    withholdAnswer: (text) => {
      rule = { side: 'answer', text };
    },
    caught: () => caught,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
