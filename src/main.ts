/** Starts the service: database, migrations, content, server. Ctrl-C or SIGTERM finishes what is in hand and stops it. */
import { type App, startApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { type OpenedDatabase, openDatabase } from './db/open.ts';
import { pause, stopwatch } from './lib/clock.ts';
import { ConfigError, ContentError, reasonOf } from './lib/errors.ts';
import { translate } from './text/translate.ts';

/** The longest we wait for work in hand after a signal. */
const STOP_WITHIN_MS = 14_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const took = stopwatch();
  // From the first moment on: a signal while starting up stops what was started.
  const signalled = stopSignal();
  const config = readConfig(process.env);
  say(`taksa  node ${process.versions.node}`);
  const database = await openDatabase(config, say);
  const app = await startApp(config, database.url).catch(async (error: unknown) => {
    await database.embedded?.stop();
    throw error;
  });
  say(`  ready       in ${(took() / 1000).toFixed(1)} s\n`);
  for (const line of directions(app, config)) say(line);
  const signal = await signalled;
  say(`\n${signal}: ${translate('th', 'start.stopping')} (finishing what is in hand)`);
  await Promise.race([stopAll(app, database), pause(STOP_WITHIN_MS)]);
  process.exit(0);
}

async function stopAll(app: App, database: OpenedDatabase): Promise<void> {
  await app.stop();
  await database.embedded?.stop();
}

const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    // Kept for good: a terminal and a parent may both pass Ctrl-C on, and the second must not cut the first short.
    process.on('SIGINT', () => resolve('SIGINT'));
    process.on('SIGTERM', () => resolve('SIGTERM'));
  });

/** Where to go, and how to connect what is not connected. */
function directions({ url }: App, config: Config): string[] {
  const line = config.line
    ? `${url}/webhooks/line`
    : 'off: set LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN (see .env.example), then give LINE https://<your host>/webhooks/line';
  const anonymous =
    config.teams && !config.teams.app
      ? '  (anonymous, for the test client on this machine; set MicrosoftAppId and MicrosoftAppPassword for Teams)'
      : '';
  return [
    `  ${translate('th', 'start.chat')}`,
    `  web chat    ${config.webChat ? `${url}/` : 'off (WEB_CHAT=off)'}`,
    `  LINE        ${line}`,
    `  Teams       ${config.teams ? `${url}/api/messages${anonymous}` : 'off: set MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId'}`,
    `  health      ${url}/health/ready   metrics ${url}/metrics`,
    '',
    `  ${translate('th', 'start.stop')} (Ctrl-C stops)`,
  ];
}

/** What the operator can mend is said in one line each; anything else is ours and comes with its stack. */
function complain(error: unknown): void {
  if (error instanceof ConfigError || error instanceof ContentError)
    process.stderr.write(`taksa cannot start: ${error.message.replaceAll('\n', '\ntaksa cannot start: ')}\n`);
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    process.stderr.write('taksa cannot start: the port is in use; set PORT to another one\n');
  else if (error instanceof Error && 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND'))
    process.stderr.write(`taksa cannot start: DATABASE_URL does not answer (${reasonOf(error) || error.code})\n`);
  else process.stderr.write(`taksa cannot start: ${error instanceof Error ? error.stack : String(error)}\n`);
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error: unknown) => {
    complain(error);
    process.exit(1);
  });
}
