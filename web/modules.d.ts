// What the bundler adds to the language.

/** A style imported by a script is its minified text. */
declare module '*.css' {
  const text: string
  export default text
}

/** Address of the compiled agent, relative to heed.js; written in when heed.js is bundled. */
declare const AGENT_URL: string

/** Address of the agent translated to JavaScript, relative to heed.js; written in when heed.js is bundled. */
declare const PLAIN_AGENT_URL: string

/** Address of the widget, relative to heed.js; written in when heed.js is bundled. */
declare const WIDGET_URL: string

/** Address of the way without a socket, relative to heed.js; written in when heed.js is bundled. */
declare const FALLBACK_URL: string

/** Address of what a user of the console sees on a page of their own, relative to heed.js; written in when heed.js is bundled. */
declare const DEBUG_URL: string

/** Addresses of the widget's texts by language, relative to the widget; written in when it is bundled. */
declare const TEXT_URLS: Record<string, string>

/** Addresses of what reads the cart of a shop, relative to heed.js; written in when heed.js is bundled. */
declare const SHOPIFY_URL: string
declare const WOO_URL: string
