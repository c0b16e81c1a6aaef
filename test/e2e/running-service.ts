/** Starts the service for the browser tests, with a data folder of its own; TAKSA_URL names another one instead. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startService } from '../service.ts';

export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TAKSA_URL) return undefined;
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'taksa-e2e-'));
  fs.chmodSync(dir, 0o755);
  const service = await startService({ DATA_DIR: dir });
  process.env.TAKSA_URL = service.url;
  return async () => {
    await service.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  };
}
