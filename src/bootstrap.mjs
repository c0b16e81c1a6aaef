/**
 * What every npm script goes through: installs packages that are missing, generates the database client when the schema
 * changed, and runs the command on a Node that is new enough. Plain JavaScript without packages, for it runs before
 * there are any, on whatever Node the machine has.
 *
 *   node src/bootstrap.mjs tsx src/main.ts
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const MODULES = path.join(ROOT, 'node_modules');
const OLDEST = [22, 18];

const at = (...parts) => path.join(ROOT, ...parts);
const hashOf = (...files) => files.reduce((hash, file) => hash.update(fs.readFileSync(at(file))), createHash('sha256')).digest('hex');
const stamp = (name) => path.join(MODULES, `.taksa-${name}`);
const isStamped = (name, hash) => fs.existsSync(stamp(name)) && fs.readFileSync(stamp(name), 'utf8') === hash;

function fail(line) {
  process.stderr.write(`taksa: ${line}\n`);
  process.exit(1);
}

/** Holds a lock while packages are put in place: several instances may start from one checkout at once. */
function locked(work) {
  const lock = at('.taksa-setup.lock');
  for (let waited = 0; ; waited += 1) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') fail(`cannot write to ${ROOT} (${error.code}): make the folder writable for this user`);
      if (!isAlive(Number(fs.readFileSync(lock, 'utf8')))) fs.rmSync(lock, { force: true });
      else if (waited === 0) process.stderr.write('taksa: waiting for another process that is installing\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
  const unlock = () => fs.rmSync(lock, { force: true });
  process.once('exit', unlock);
  work();
  unlock();
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function install(hash) {
  if (isStamped('packages', hash)) return;
  process.stderr.write('taksa: installing packages (about a minute the first time) ...\n');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const done = spawnSync(npm[0], [...npm.slice(1), 'ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    // What the command itself prints may be read by a program.
    stdio: ['inherit', process.stderr, 'inherit'],
    shell: npm.length === 1 && process.platform === 'win32',
  });
  if (done.status !== 0) fail('the packages could not be installed: see the lines above, check the network, and try again');
  fs.writeFileSync(stamp('packages'), hash);
}

function generate(node, hash) {
  if (isStamped('client', hash) && fs.existsSync(at('src/db/generated/client.ts'))) return;
  process.stderr.write('taksa: generating the database client ...\n');
  const done = spawnSync(node, [path.join(MODULES, 'prisma/build/index.js'), 'generate'], { cwd: ROOT, encoding: 'utf8' });
  if (done.status !== 0) fail(`the database client could not be generated:\n${done.stdout}${done.stderr}`);
  fs.writeFileSync(stamp('client'), hash);
}

/** The Node that came with the packages, else the one we run on if it is new enough. */
function chooseNode() {
  const own = path.join(MODULES, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (fs.existsSync(own) && spawnSync(own, ['--version']).status === 0) return fs.realpathSync(own);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  return fail(`this is Node ${process.versions.node}; Node ${OLDEST.join('.')} or newer is needed (nodejs.org)`);
}

/** Runs the command with the chosen Node first in the path; signals go on to it, and its end is ours. */
function run(node, [command, ...args]) {
  const tsx = path.join(MODULES, 'tsx/dist/loader.mjs');
  const entry = command === 'tsx' ? ['--import', new URL(`file://${tsx}`).href, ...args] : [path.join(MODULES, '.bin', command), ...args];
  const env = {
    ...process.env,
    PATH: `${path.dirname(node)}${path.delimiter}${path.join(MODULES, '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
  };
  const child = spawn(node, entry, { cwd: ROOT, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) stopWithParent(child);
  child.once('error', (error) => fail(`${command} cannot be run: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/** npm hands a signal to a shell that does not pass it on: when that shell is gone, the command is told to stop. */
function stopWithParent(child) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500).unref();
}

const packages = hashOf('package.json', 'package-lock.json');
const client = hashOf('prisma/schema.prisma', 'package-lock.json');
if (!isStamped('packages', packages)) locked(() => install(packages));
const node = chooseNode();
if (!isStamped('client', client) || !fs.existsSync(at('src/db/generated/client.ts'))) locked(() => generate(node, client));
run(node, process.argv.slice(2));
