/** Stands between the service and PostgreSQL and withholds what a case wants withheld, for statements that match. */
import { connect, createServer, type Socket } from 'node:net';

export interface PgProxy {
  /** The address of a database as seen through the proxy. */
  through: (url: string) => string;
  /** From a statement that contains `text` on, the server does not hear this connection any more. */
  withholdStatement: (text: string) => void;
  /** A statement that contains `text` is carried out, and the service does not hear of it, nor of anything after it. */
  withholdAnswer: (text: string) => void;
  /** From now on nothing passes, without a word, as when a firewall forgets a connection; connections of that time stay so. */
  goSilent: () => void;
  /** New connections pass again, whatever they say. */
  passAgain: () => void;
  /** Breaks all connections; new ones can be made. */
  cut: () => void;
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
  const open = new Set<{ withheld?: Rule['side'] | 'both' }>();
  let rule: Rule | undefined;
  let silent = false;
  let caught = 0;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const link: { withheld?: Rule['side'] | 'both' } = silent ? { withheld: 'both' } : {};
    open.add(link);
    client.once('close', () => open.delete(link));
    client.on('data', (chunk) => {
      if (!link.withheld && rule && chunk.includes(rule.text)) {
        link.withheld = rule.side;
        caught += 1;
      }
      if (link.withheld === undefined || link.withheld === 'answer') upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!link.withheld) client.write(chunk);
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
    goSilent: () => {
      silent = true;
      for (const link of open) link.withheld = 'both';
    },
    passAgain: () => {
      silent = false;
      rule = undefined;
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    caught: () => caught,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
