/** Tests that kill processes on purpose: slow, one at a time. */
/** @type {import('jest').Config} */
module.exports = {
  ...require('../../jest.base.js'),
  testMatch: ['<rootDir>/test/crash/**/*.test.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
  passWithNoTests: true,
};
