/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.base.js'),
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/crash/', '<rootDir>/test/browser/'],
};
