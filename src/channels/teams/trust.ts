/**
 * Whom we speak with: the hosts that answers and our token may go to, and the tenants whose people are answered.
 * A webhook names the address of its own answers, so that address is never taken on trust.
 */
import type { TeamsConfig } from '../../config.ts';
import { ConfigError } from '../../lib/errors.ts';

/** The rules of one configuration. */
export interface Trust {
  /** Whether scheme and host are allowed. Without an app, so is this machine. */
  serviceUrl(url: string): boolean;
  /** Whether the tenant is on the list; any is where there is no list. */
  tenant(id: string | undefined): boolean;
}

/** Makes the rules; throws a ConfigError for an allowed address that is none. */
export function makeTrust({ app, serviceUrls, tenants }: Pick<TeamsConfig, 'app' | 'serviceUrls' | 'tenants'>): Trust {
  const origins = new Set(serviceUrls.map(originOf));
  return {
    serviceUrl(url) {
      const parsed = URL.parse(url);
      if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password) return false;
      return origins.has(parsed.origin) || (!app && isLoopback(parsed.hostname));
    },
    tenant: (id) => tenants.length === 0 || (id !== undefined && tenants.includes(id)),
  };
}

/** Whether a host name, or the address a server listens on, is this machine's own. */
export const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '[::1]', '::1'].includes(host);

function originOf(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw new ConfigError(`TEAMS_SERVICE_URLS: "${url}" is not an http address`);
  return parsed.origin;
}
