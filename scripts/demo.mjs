// `npm run demo`: builds what is not fresh, then opens the sample street. Arguments go to examples/street/main.mjs.
import { build } from "./build.mjs";

build();
await import("../examples/street/main.mjs");
