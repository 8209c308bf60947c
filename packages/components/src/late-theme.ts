/** The custom properties that only the drawn form of a card has; the build puts them in. */
export const lateTheme = '';
