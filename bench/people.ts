/** People in the database, made in one statement. */
import type { ChannelName } from '../src/channels/channel.ts';
import { withClient } from './place.ts';

/** The address of the n-th person, from 1 on. */
export const addressOf = (n: number): string => `U${n.toString(16).padStart(32, '0')}`;

/** Makes people who have been here before, with ids in order of time as the service makes them; `serviceUrl` is where Teams hears of them. */
export async function makePeople(url: string, count: number, channel: ChannelName, serviceUrl?: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(
      `WITH p AS (INSERT INTO person (id) SELECT uuidv7() FROM generate_series(1, $1::int) RETURNING id),
        n AS (SELECT id, row_number() OVER () AS n FROM p),
        i AS (INSERT INTO identity (id, person_id, channel, address, reference) SELECT gen_random_uuid(), id, $2::channel_name, 'U' || lpad(to_hex(n), 32, '0'),
          CASE WHEN $3::text IS NOT NULL THEN jsonb_build_object('serviceUrl', $3::text, 'conversationId', 'a:' || n, 'channelId', 'msteams', 'botId', '28:bot') END FROM n),
        s AS (INSERT INTO session (person_id) SELECT id FROM p),
        c AS (INSERT INTO consent (person_id, policy_version, shown_at) SELECT id, '2026-11', now() FROM p)
      INSERT INTO profile (person_id, role_group) SELECT id, 'management' FROM p`,
      [count, channel, serviceUrl ?? null],
    );
    await client.query('ANALYZE');
  });
}
