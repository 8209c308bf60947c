/** The place of a heading of a text on its card: the text's and its number. */
export const headingId = (text: string, number: number): string => `${text}~${number + 1}`;

/** Whose heading it is. */
export const textOfHeading = (id: string): string => id.replace(/~\d+$/, '');
