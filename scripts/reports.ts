/** Reads how many cases passed and failed from what the test tools wrote. */

export interface Count {
  passed: number;
  failed: number;
  /** What failed, by name, with the first line of why: shown last, where a long log is not cut. */
  failures: string[];
  /** Not run, by name: shown, since nothing is skipped in silence. */
  skipped: string[];
}

interface VitestReport {
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
}

const firstLine = (text = '') => text.split('\n', 1)[0]?.slice(0, 200) ?? '';

/** A file that breaks before its first case counts as one failure. */
export function countVitest(json: string): Count {
  const { testResults } = JSON.parse(json) as VitestReport;
  const cases = testResults.flatMap((file) => file.assertionResults);
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  const failures = [
    ...cases
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages?.[0])}`),
    ...broken.map(({ name }) => name),
  ];
  return {
    passed: cases.filter(({ status }) => status === 'passed').length,
    failed: failures.length,
    failures,
    skipped: cases
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  };
}

/** Takes pytest's JUnit report. */
export function countPytest(xml: string): Count {
  const suite = /<testsuite [^>]*>/.exec(xml)?.[0] ?? '';
  const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = number('errors') + number('failures');
  const named = (tag: string) =>
    [
      ...xml.matchAll(new RegExp(`<testcase [^>]*\\bname="([^"]*)"[^>]*>\\s*<(?:${tag})\\b`, 'g')),
    ].map(([, name]) => name ?? '');
  return {
    passed: Math.max(0, number('tests') - failed - number('skipped')),
    failed,
    failures: named('failure|error'),
    skipped: named('skipped'),
  };
}

/** A tool that ran no case, or failed without a failed case, did not pass. */
export function atLeastOneFailure(count: Count, ok: boolean): Count {
  const nothing = count.passed + count.failed === 0;
  return count.failed === 0 && (nothing || !ok) ? { ...count, failed: 1 } : count;
}
