/** What a Teams activity has to hold to be read: the outermost part first, as far as it is needed to know the sender. */
import { z } from 'zod';
import { clean } from '../../text/cut.ts';

const id = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'is not an id');
const name = z.string().transform((value) => clean(value.slice(0, 100)));

/** A field that is left out where it does not fit, as nothing depends on it. */
const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const account = z.object({ id, name: lenient(name), aadObjectId: lenient(id) });
const tenant = lenient(z.object({ tenant: lenient(z.object({ id })) }));
const conversationTenant = lenient(z.object({ tenantId: lenient(id) }));

/** What is needed before anything is believed: who claims to have sent it, and whose person it is. */
export const claimSchema = z
  .object({
    channelId: z.string().min(1).max(100),
    serviceUrl: z.string().min(1).max(2_000),
    channelData: tenant,
    conversation: conversationTenant,
  })
  .transform(({ channelId, serviceUrl, channelData, conversation }) => ({
    channelId,
    serviceUrl,
    tenantId: channelData?.tenant?.id ?? conversation?.tenantId,
  }));
/** Where an activity says that it comes from; to be believed after authentication alone. */
export type Claim = z.infer<typeof claimSchema>;

/** What every activity has to hold to become an event. */
export const activitySchema = z.object({
  type: z.string().regex(/^[\w./-]{1,50}$/, 'is not a name'),
  id: lenient(id),
  timestamp: lenient(z.string().max(50)),
  locale: lenient(z.string().regex(/^[\w-]{2,35}$/)),
  from: account,
  recipient: account,
  conversation: z.object({ id, conversationType: lenient(z.string()), isGroup: lenient(z.boolean()) }),
});
/** The outermost part of an activity that became an event. */
export type Activity = z.infer<typeof activitySchema>;

/** A text, a file, or the press of a button by way of Action.Submit. */
export const messageSchema = z.object({
  text: lenient(z.string()),
  value: z.unknown().optional(),
  attachments: lenient(z.array(lenient(z.object({ contentType: z.string() })))),
  entities: lenient(z.array(lenient(z.object({ type: z.literal('mention'), mentioned: z.object({ id: z.string() }) })))),
});
/** The part of an activity that only messages have. */
export type MessagePart = z.infer<typeof messageSchema>;

/** The app was added, removed or upgraded. */
export const installationSchema = z.object({ action: lenient(z.string()) });
/** Somebody left a conversation. */
export const membersSchema = z.object({ membersRemoved: lenient(z.array(lenient(z.object({ id: z.string() })))) });
/** A request that is answered in the response. */
export const invokeSchema = z.object({ name: lenient(z.string()), value: z.unknown().optional() });

const pressData = z.object({ press: z.string().min(1).max(300).transform(clean) });
const executeValue = z.object({ action: z.object({ data: pressData }) });

/** The press that the data of an Action.Submit carries. */
export const submittedPress = (value: unknown): string | undefined => pressData.safeParse(value).data?.press;

/** The press that the value of an Action.Execute carries. */
export const executedPress = (value: unknown): string | undefined => executeValue.safeParse(value).data?.action.data.press;
