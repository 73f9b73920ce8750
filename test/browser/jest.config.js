/** Tests that drive the local room with a real Chromium; its path is in CHROMIUM or found on PATH. */
/** @type {import('jest').Config} */
module.exports = {
  ...require('../../jest.base.js'),
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
  passWithNoTests: true,
};
