import { systemClock } from '../../src/lib/clock';

/** `node -r typescript.js at.ts PROGRAM …`: a program of ours whose clock stands at DOCTOR_NOW, whatever today is. */
const now = Number(process.env['DOCTOR_NOW']);
Object.assign(systemClock, { now: () => now });
const [path = ''] = process.argv.splice(2, 1);
require(path);
