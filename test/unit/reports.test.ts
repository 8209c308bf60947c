import { describe, expect, it } from 'vitest';
import { atLeastOneFailure, countPytest, countVitest } from '../../scripts/reports';

const file = (status: string, ...cases: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: cases.map((one, at) => ({
    status: one,
    fullName: `case ${at}`,
    failureMessages: one === 'failed' ? ['Error: why\n    at a.test.ts'] : [],
  })),
});
const vitest = (...testResults: unknown[]) => countVitest(JSON.stringify({ testResults }));

describe('the report of Vitest', () => {
  it('counts cases, and names those that failed or did not run', () => {
    expect(vitest(file('failed', 'passed', 'failed', 'skipped'), file('passed', 'passed'))).toEqual(
      {
        passed: 2,
        failed: 1,
        failures: ['case 1: Error: why'],
        skipped: ['case 2'],
      },
    );
  });

  it('counts a file that broke before its first case as a failure', () => {
    expect(vitest(file('failed'), file('passed', 'passed'))).toMatchObject({
      passed: 1,
      failed: 1,
      failures: ['a.test.ts'],
    });
  });
});

describe('the report of pytest', () => {
  const report = (counts: string, cases = '') =>
    `<?xml version="1.0"?><testsuites name="pytest tests"><testsuite name="pytest" ${counts} time="1.2">${cases}</testsuite></testsuites>`;

  it('counts failures and errors as failed, and names them and those that did not run', () => {
    const cases =
      '<testcase classname="test_a" name="test_one" time="0.1" />' +
      '<testcase classname="test_a" name="test_two[x]" time="0.1"><skipped type="pytest.skip" message="why"/></testcase>' +
      '<testcase classname="test_a" name="test_three" time="0.1"><failure message="no">at</failure></testcase>';
    expect(countPytest(report('errors="1" failures="2" skipped="1" tests="9"', cases))).toEqual({
      passed: 5,
      failed: 3,
      failures: ['test_three'],
      skipped: ['test_two[x]'],
    });
  });
});

describe('a tool', () => {
  const none = { passed: 0, failed: 0, failures: [], skipped: [] };

  it('that ran no case did not pass', () => {
    expect(atLeastOneFailure(none, true).failed).toBe(1);
  });

  it('that ended with an error did not pass, whatever it counted', () => {
    expect(atLeastOneFailure({ ...none, passed: 3 }, false).failed).toBe(1);
    expect(atLeastOneFailure({ ...none, passed: 3, failed: 2 }, false).failed).toBe(2);
  });

  it('that ended well passes with what it counted', () => {
    expect(atLeastOneFailure({ ...none, passed: 3 }, true)).toEqual({ ...none, passed: 3 });
  });
});
