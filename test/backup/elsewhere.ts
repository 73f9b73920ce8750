import * as root from '../../src/project-root';

/** Preloaded with `-r` behind typescript.js: the program takes the folder in BOT_HOME for its own. */
const kept = require.cache[require.resolve('../../src/project-root')];
const home = process.env['BOT_HOME'];
if (!kept || home === undefined) throw new Error('BOT_HOME names no folder');
kept.exports = { ...root, projectRoot: () => home };
