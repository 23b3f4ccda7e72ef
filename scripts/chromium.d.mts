/** Flags that make Chromium quiet on machines without a network or a display. */
export declare const chromiumFlags: readonly string[];

/** Path of a Chromium that starts. */
export declare function findChromium(): Promise<string>;
