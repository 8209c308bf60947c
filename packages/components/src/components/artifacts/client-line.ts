const NAME = /^[A-Za-z_]\w*$/;

/** What loads an artifact with Metaflow's client, before its name, and the name as code. */
export function clientLine(task: string, name: string): [string, string] {
  const opening = `from metaflow import Task; Task(${JSON.stringify(task)})`;
  return NAME.test(name)
    ? [`${opening}.data.`, name]
    : [`${opening}[`, `${JSON.stringify(name)}].data`];
}
