/** A small OpenID server: publishes signing keys as the Bot Framework does, and signs tokens with them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, exportPKCS8, exportSPKI, generateKeyPair, importPKCS8, type JWK, SignJWT } from 'jose';

interface Signer {
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  jwk: JWK;
}

export interface OpenIdServer {
  metadataUrl: string;
  /** How often the keys were fetched. */
  fetches(): number;
  /** Makes a key and publishes it with these endorsements (none: a key that says nothing of channels). */
  publish(keyId: string, endorsements?: string[]): Promise<void>;
  /** Makes a key that is not published. */
  hide(keyId: string): Promise<void>;
  withdraw(keyId: string): void;
  /** Answers 500 from now on, or no more. */
  fail(failing: boolean): void;
  /** Signs claims with a key; `header` overrides parts of the token's header. */
  sign(keyId: string, claims: Record<string, unknown>, header?: { kid?: string; alg?: string }): Promise<string>;
  /** The public half of a key as PEM. */
  pem(keyId: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts the server on a free port of this machine, without keys. */
export async function startOpenIdServer(): Promise<OpenIdServer> {
  const signers = new Map<string, Signer>();
  const published = new Map<string, object>();
  let fetched = 0;
  let failing = false;
  const server = createServer((request, response) => {
    const isKeys = request.url === '/keys';
    if (isKeys) fetched += 1;
    response.writeHead(failing ? 500 : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(isKeys ? { keys: [...published.values()] } : { issuer: 'https://api.botframework.com', jwks_uri: `${origin}/keys` }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function make(keyId: string): Promise<Signer> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const signer = { privateKey, publicKey, jwk: await exportJWK(publicKey) };
    signers.set(keyId, signer);
    return signer;
  }
  const signerOf = (keyId: string): Signer => {
    const signer = signers.get(keyId);
    if (!signer) throw new Error(`no key ${keyId} was made`);
    return signer;
  };
  return {
    metadataUrl: `${origin}/.well-known/openidconfiguration`,
    fetches: () => fetched,
    async publish(keyId, endorsements) {
      const { jwk } = await make(keyId);
      published.set(keyId, { ...jwk, kid: keyId, use: 'sig', ...(endorsements && { endorsements }) });
    },
    async hide(keyId) {
      await make(keyId);
    },
    withdraw: (keyId) => void published.delete(keyId),
    fail: (now) => {
      failing = now;
    },
    async sign(keyId, claims, header) {
      const { privateKey } = signerOf(keyId);
      const key = header?.alg ? await importPKCS8(await exportPKCS8(privateKey), header.alg) : privateKey;
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId, ...header }).sign(key);
    },
    pem: (keyId) => exportSPKI(signerOf(keyId).publicKey),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
