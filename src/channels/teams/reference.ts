/** What Teams needs to speak to someone without being asked: kept with the identity, handed back with each delivery. */
import { z } from 'zod';

/** The form in which it is kept. */
export const referenceSchema = z.object({
  serviceUrl: z.string(),
  conversationId: z.string().min(1),
  channelId: z.string(),
  botId: z.string(),
  botName: z.string().optional(),
  tenantId: z.string().optional(),
  /** Absent in a group: it is nobody's own. */
  userId: z.string().optional(),
  aadObjectId: z.string().optional(),
  locale: z.string().optional(),
});
/** A conversation and who takes part in it. */
export type Reference = z.infer<typeof referenceSchema>;

/** Where an activity for this conversation is posted. */
export const activitiesUrl = ({ serviceUrl, conversationId }: Reference): string => {
  const { origin, pathname } = new URL(serviceUrl);
  return `${origin}${pathname.replace(/\/+$/, '')}/v3/conversations/${encodeURIComponent(conversationId)}/activities`;
};

/** The fields of an outgoing activity that say from whom, to whom and where. */
export const addressing = ({ botId, botName, userId, conversationId, channelId, tenantId, locale }: Reference) => ({
  channelId,
  from: { id: botId, ...(botName && { name: botName }) },
  ...(userId && { recipient: { id: userId } }),
  conversation: { id: conversationId, ...(tenantId && { tenantId }) },
  ...(locale && { locale }),
});
