/** What `finish_site` in __init__.py writes above the worker. */
declare const VERSION: string;
/** The digest of each file by its path. */
declare const FILES: Record<string, string>;
