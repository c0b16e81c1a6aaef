/** Whether a webhook comes from LINE. */
import { validateSignature } from '@line/bot-sdk';

/** Checks the `x-line-signature` header (base64 HMAC-SHA256 with the channel secret) against the raw bytes of the body. */
export const isSigned = (body: Uint8Array, secret: string, signature: string): boolean =>
  validateSignature(Buffer.from(body.buffer, body.byteOffset, body.byteLength), secret, signature);
