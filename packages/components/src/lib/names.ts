/** `metric_table` as its users know it, `MetricTable`; a type of another package as it is, `acme.gauge`. */
export const componentName = (type: string): string =>
  /^[a-z][a-z0-9_]*$/.test(type)
    ? type.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    : type;
