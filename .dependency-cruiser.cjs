// Who may import whom. One row per folder; what a row does not name is forbidden.
const layers = {
  lib: [],
  calendar: ['lib'],
  domain: ['lib', 'calendar'],
  reading: ['domain', 'calendar', 'lib'],
  words: ['lib'],
  chat: ['domain', 'reading', 'words', 'lib'],
  storage: ['domain', 'lib'],
  delivery: ['domain', 'words', 'chat', 'lib'],
  register: ['domain', 'lib'],
  playbook: ['domain', 'lib'],
  files: ['domain', 'lib'],
  http: ['lib'],
  'second-reader': ['chat', 'lib'],
};

const ours = '^(src|commands|test)/';
const folder = (name) => `^src/${name}(/|[.]ts$)`;
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const core = (...names) => `^(node:)?(${names.join('|')})(/|$)`;

const database = ['typeorm', 'sqlite3', 'pg'];
const wecom = ['@wecom/[^/]+', 'ws'];

const layerRules = Object.entries(layers).map(([name, allowed]) => ({
  name: `layer-${name}`,
  comment: `src/${name} may import of ours: ${[name, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: folder(name) },
  to: { path: ours, pathNot: [name, ...allowed].map(folder) },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'layer-channels',
      comment:
        'a channel may import chat, http, lib, its own folder and what the channels of WeCom share, never another channel',
      severity: 'error',
      from: { path: '^src/channels/([^/.]+)' },
      to: { path: ours, pathNot: ['chat', 'http', 'lib', 'channels/$1', 'channels/wecom'].map(folder) },
    },
    {
      name: 'layer-config',
      comment: 'the settings know nothing of the program',
      severity: 'error',
      from: { path: '^src/config[.]ts$' },
      to: { path: ours, pathNot: folder('lib') },
    },
    {
      name: 'layer-commands',
      comment: "a command may import src/chat's index and src/domain, and nothing else, no other command either",
      severity: 'error',
      from: { path: '^commands/' },
      to: { path: '.', pathNot: ['^src/chat/index[.]ts$', folder('domain')] },
    },
    {
      name: 'domain-is-pure',
      comment: 'the domain has no database, no network, no files, no log and no timer',
      severity: 'error',
      from: { path: folder('domain') },
      to: {
        path: [
          npm(...database, ...wecom, 'koa', 'koa-router', 'pino', 'node-schedule', '@fastify/busboy'),
          npm('(read|write)-excel-file', 'mustache', 'yaml'),
          core('fs', 'net', 'tls', 'dns', 'dgram', 'http', 'https', 'http2', 'child_process', 'cluster'),
          core('worker_threads', 'os', 'process', 'readline', 'stream', 'timers'),
        ],
      },
    },
    {
      name: 'database-in-storage',
      comment: 'only storage knows the database library (and main and cli, which build things)',
      severity: 'error',
      from: { path: '^(src|commands)/', pathNot: ['storage', 'main', 'cli'].map(folder) },
      to: { path: npm(...database) },
    },
    {
      name: 'wecom-in-channels',
      comment: 'only channels know the WeCom libraries (and main and cli, which build things)',
      severity: 'error',
      from: { path: '^(src|commands)/', pathNot: ['channels', 'main', 'cli'].map(folder) },
      to: { path: npm(...wecom) },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency',
      comment: 'what runs in production may not need a development package',
      severity: 'error',
      from: { path: '^(src|commands)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|[.]cache)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
};
