/** Snowball's stemmers, as Sphinx ships them. */
export const STEMMERS: Record<string, { stemWord(word: string): string }>;
