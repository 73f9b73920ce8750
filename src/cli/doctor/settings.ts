import { type Config, ConfigError, type ConfigProblem, loadConfig } from '../../config';
import { CAUSES, type Finding, finding } from '../../domain/checkup/finding';

type Environment = Readonly<Record<string, string | undefined>>;
type Cause = keyof (typeof CAUSES)['settings'];

const isCause = (name: string): name is Cause => name in CAUSES.settings;

function ofProblem(problem: ConfigProblem): Finding {
  const { code, name, text, length = 0, with: needs = '' } = problem;
  const facts = { name, text, length, with: needs };
  if (code !== 'value') return finding('settings', code, facts);
  return finding('settings', isCause(name) ? name : 'other', facts);
}

/** What is wrong with the settings, and what can be made of the rest. */
export function checkSettings(env: Environment): { config: Config; findings: readonly Finding[] } {
  try {
    const config = loadConfig(env);
    return { config, findings: [finding('settings', 'fine', { room: config.mode === 'room' })] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { config: error.rest, findings: error.found.map(ofProblem) };
  }
}
