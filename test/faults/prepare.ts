/**
 * Puts the stand-ins for LINE and Teams in place, once for a run. They are no part of the project: where they are not
 * beside it, the suite skips and says so. DOUBLES names another folder than the usual one.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the runnable stand-ins, or '' where there are none. */
    doubles: string;
    /** The folder of LINE's OpenAPI files, which the stand-in judges requests by. */
    lineSpecification: string;
  }
}

const SOURCE = path.resolve(process.env.DOUBLES ?? '../shared/tools/doubles');
const PLACE = path.resolve('tmp/doubles');

export function setup(project: TestProject): void {
  const found = fs.existsSync(path.join(SOURCE, 'line-double.mjs'));
  if (found) copyAndInstall();
  else
    process.stdout.write(
      `The fault matrix is skipped: the stand-ins for LINE and Teams are not in ${SOURCE} (DOUBLES names their folder).\n`,
    );
  project.provide('doubles', found ? PLACE : '');
  project.provide('lineSpecification', path.resolve(SOURCE, '../../spec/line'));
}

function copyAndInstall(): void {
  fs.mkdirSync(PLACE, { recursive: true });
  for (const name of fs.readdirSync(SOURCE).filter((file) => /\.(mjs|json)$/.test(file))) {
    fs.rmSync(path.join(PLACE, name), { force: true });
    fs.writeFileSync(path.join(PLACE, name), fs.readFileSync(path.join(SOURCE, name)));
  }
  if (fs.existsSync(path.join(PLACE, 'node_modules'))) return;
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: PLACE,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) throw new Error(`the packages of the stand-ins could not be installed in ${PLACE}`);
}
