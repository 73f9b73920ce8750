const { writeSync } = require('node:fs');
const path = require('node:path');

/** Names every skipped test, fails the run for them when CI is set, and ends the output with one plain line of counts. */
class CountsReporter {
  onRunComplete(_contexts, results) {
    const skipped = results.testResults.flatMap((file) =>
      file.testResults
        .filter((test) => ['pending', 'skipped', 'todo', 'disabled'].includes(test.status))
        .map((test) => `${path.relative(process.cwd(), file.testFilePath)}: ${test.fullName}`),
    );
    if (skipped.length > 0 && process.env.CI) {
      this.error = new Error(`nothing may be skipped when CI is set: ${skipped.join('; ')}`);
    }
    // A file that could not be loaded has no tests to count: it counts as one failure.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const lines = [
      ...skipped.map((name) => `skipped ${name}`),
      ...(this.error ? [this.error.message] : []),
      `${results.numPassedTests} passed, ${failed} failed, ${skipped.length} skipped`,
    ];
    // jest prints its own summary after the reporters: only at exit is the last line ours.
    process.once('exit', () => writeSync(1, `${lines.join('\n')}\n`));
  }

  getLastError() {
    return this.error;
  }
}

module.exports = CountsReporter;
