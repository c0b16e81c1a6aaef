/** The service as a process of its own, as an operator would start it. */
import { freePort } from '../fakes/free-port.ts';
import { type Child, startNode } from './child.ts';
import { until } from './until.ts';

export const LINE_SECRET = 'secret';
const START_WITHIN_MS = 40_000;

export interface ServiceOptions {
  databaseUrl: string;
  /** Where LINE is; absent: off. */
  lineUrl?: string;
  /** Where Teams is; anonymous traffic of this machine is taken. */
  teamsUrl?: string;
  env?: Record<string, string>;
}

export interface Service extends Child {
  url: string;
  /** The value of a gauge or counter, label sets added up; 0 for one that is not there. */
  metric: (name: string) => Promise<number>;
}

/** Starts an instance and returns when it is ready for traffic. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = startNode('src/main.ts', [], { ...settings(options), PORT: String(port) });
  const isReady = async () => {
    if (child.hasEnded()) throw new Error('it ended');
    return (await fetch(`${url}/health/ready`)).ok;
  };
  await until('the service to be ready', isReady, START_WITHIN_MS).catch((error: unknown) => {
    throw new Error(`the service did not start:\n${child.said()}`, { cause: error });
  });
  return { ...child, url, metric: (name) => metric(url, name) };
}

/** The environment of an instance; the broadcast command takes the same. */
export const settings = ({ databaseUrl, lineUrl, teamsUrl, env }: ServiceOptions): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  LOG_LEVEL: 'warn',
  NODE_ENV: 'test',
  ...(lineUrl && { LINE_CHANNEL_SECRET: LINE_SECRET, LINE_CHANNEL_ACCESS_TOKEN: 'tok', LINE_API_BASE_URL: lineUrl }),
  ...(teamsUrl && { TEAMS_SERVICE_URLS: teamsUrl }),
  ...env,
});

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
