/** Rules of maps. */
export declare const css: string;
