/** The name of a component's class: `confusion_matrix` -> `ConfusionMatrix`. */
export const className = (slug: string): string =>
  slug.replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());

/** A name in any of its three casings as a slug: `RocCurve`, `roc-curve` -> `roc_curve`. */
export const slugOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3_$2')
    .replaceAll('-', '_')
    .toLowerCase();

/** The name of its folder, its stories and its CSS classes: `confusion-matrix`. */
export const folderOf = (slug: string): string => slug.replaceAll('_', '-');
