/** Formats everything, in both languages. */
import { PYPROJECT, PYTHON_CODE } from './checks';
import { bin, mustRun, VENV_PYTHON } from './run';

const show = { show: true };
await mustRun(bin('prettier'), ['--write', '--log-level=warn', '.'], show);
const ruff = (...args: string[]) =>
  mustRun(
    VENV_PYTHON,
    ['-m', 'ruff', ...args, '--quiet', '--config', PYPROJECT, ...PYTHON_CODE],
    show,
  );
await ruff('check', '--fix', '--exit-zero', '--select', 'I');
await ruff('format');
