/** People to be reached, straight into the database. */
import { v7 as uuid } from 'uuid';
import type { ChannelName } from '../../src/channels/channel.ts';
import type { Database } from '../../src/db/client.ts';
import type { RoleGroup } from '../../src/dialog/types.ts';

/** Makes `count` people with one address each on every channel named: "line-0", "line-1" … */
export async function makePeople(
  db: Database,
  count: number,
  channels: ChannelName[],
  roleGroup: RoleGroup = 'management',
  from = 0,
): Promise<void> {
  const ids = Array.from({ length: count }, () => uuid());
  await db.person.createMany({ data: ids.map((id) => ({ id })) });
  await db.profile.createMany({ data: ids.map((personId) => ({ personId, roleGroup })) });
  await db.identity.createMany({
    data: ids.flatMap((personId, index) =>
      channels.map((channel) => ({ id: uuid(), personId, channel, address: `${channel}-${from + index}` })),
    ),
  });
}
