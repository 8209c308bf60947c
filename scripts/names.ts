/** The name of a component's class: `confusion_matrix` -> `ConfusionMatrix`. */
export const className = (slug: string): string =>
  slug.replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
