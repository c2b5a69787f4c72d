/** What conf/search_box/site.py writes: the words of the box, and where its pages are. */
export const TEXTS: Record<string, string>;
export const SITE: {
  topics: { link: string; title: string; count: string }[];
  editions: { code: string; name: string }[];
  pages: { link: string; title: string }[];
};
