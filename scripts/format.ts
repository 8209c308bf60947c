/** Formats everything, in both languages. */
import { bin, mustRun, VENV_PYTHON } from './run';

const show = { show: true };
await mustRun(bin('prettier'), ['--write', '--log-level=warn', '.'], show);
const ruff = (...args: string[]) => mustRun(VENV_PYTHON, ['-m', 'ruff', ...args, '--quiet'], show);
await ruff('check', '--fix', '--exit-zero', '--select', 'I');
await ruff('format');
