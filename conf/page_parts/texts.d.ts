/** Words in the language of the edition, by the names that an extension's `texts()` gives them. */
export const texts: Record<string, string>;
