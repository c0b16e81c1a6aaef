/** A connection that ends in the same breath in which it is made: whoever waits for it hears of it, and the process lives on. */
import net from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { connect, isTransient } from '../../src/db/client.ts';
import { listen } from '../../src/db/listen.ts';
import { makeLog } from '../../src/lib/log.ts';
import { until } from '../until.ts';

const log = makeLog('silent');
const server = await startBreaking();
afterAll(() => server.close());
// What nobody hears fails the run by itself: Vitest counts uncaught errors.

it('a statement and a transaction fail as faults of the database', async () => {
  const db = connect(server.url, 2, log);
  await expect(db.$transaction((tx) => tx.$queryRaw`SELECT 1`)).rejects.toSatisfy(isTransient);
  await expect(db.$queryRaw`SELECT 1`).rejects.toSatisfy(isTransient);
  await expect(db.hot.query`SELECT 1`).rejects.toSatisfy(isTransient);
  await db.$disconnect();
});

it('a listener connects again', async () => {
  const before = server.connections();
  const listener = listen(server.url, 'somebody', () => {}, log);
  await until(() => server.connections() >= before + 2, 'a second connection');
  await listener.stop();
});

/** A message of PostgreSQL's protocol: its type, its length, its fields. */
function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

const AUTHENTICATED = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const TERMINATED = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'));

/** A server that lets everybody in and ends the session with the same packet, as PostgreSQL does to one terminated just then. */
async function startBreaking() {
  let connections = 0;
  const listening = net.createServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.concat([AUTHENTICATED, READY, TERMINATED])));
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as net.AddressInfo;
  return {
    url: `postgresql://somebody@127.0.0.1:${port}/taksa`,
    connections: () => connections,
    close: () => new Promise((resolve) => listening.close(resolve)),
  };
}
