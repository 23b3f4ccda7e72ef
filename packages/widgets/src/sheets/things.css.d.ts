/** things.css, minified by the build. */
export declare const css: string;
