// What scripts leave for others that are loaded after them.

/** The search engine: conf/question_search/engine/engine.js. */
declare var questionSearch: typeof import("./question_search/engine/engine.js").questionSearch;
/** The search box: conf/search_box/box/box.js. */
declare var searchBox: typeof import("./search_box/box/box.js").searchBox;
/** The modules of the page by their names: conf/page_parts/scripts.py. */
declare var mundap: Record<string, any>;
