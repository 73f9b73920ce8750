import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadEnvironment } from '../environment';
import { systemClock } from '../lib/clock';
import { dayOf } from '../lib/time';
import { projectRoot } from '../project-root';
import { startFailure } from '../start-failure';
import { sayMoment } from '../words/dates';
import { loadTemplates } from '../words/templates';
import { report, reportJson } from './doctor/report';
import { runDoctor } from './doctor/run';

const USAGE = `用法：
  npm run -s doctor                     查一遍，有问题的排在最前面
  npm run -s doctor -- --send-test 群名   再往这个群的消息推送发一条测试
  npm run -s doctor -- --connect        小安开着也试连长连接（它会断开约五分钟）
  npm run -s doctor -- --json           给程序读`;

interface Request {
  readonly connect: boolean;
  readonly json: boolean;
  readonly testGroup?: string;
}

function requestOf(args: readonly string[]): Request | undefined {
  const options = {
    connect: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    'send-test': { type: 'string' },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const { connect, json, 'send-test': testGroup } = values;
    return { connect, json, ...(testGroup !== undefined && { testGroup }) };
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const request = requestOf(process.argv.slice(2));
  if (!request) {
    console.error(USAGE);
    return 2;
  }
  loadEnvironment();
  const templates = loadTemplates(join(projectRoot(), 'templates'));
  const clock = systemClock;
  const findings = await runDoctor({
    ...request,
    env: process.env,
    clock,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    hello: (now) => templates.render('checkup/hello', { name: '', at: sayMoment(now, dayOf(now)) }),
    // Not part of the report: `--json` prints nothing else on standard output.
    warn: (what) => console.error(templates.render('checkup/connecting', { kicking: what === 'kicking' })),
  });
  console.log((request.json ? reportJson : report)(templates, findings, clock.now()));
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(startFailure(error));
    process.exitCode = 2;
  },
);
